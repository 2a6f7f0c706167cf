/** One figure of `npm run figures:audit`: what was measured, the bar, and whether it holds. */
export interface FigureRow {
  readonly name: string;
  readonly value: number;
  readonly bar: number;
  readonly holds: boolean;
}

export const atLeast = (name: string, value: number, bar: number): FigureRow => ({
  name,
  value,
  bar,
  holds: value >= bar,
});

export const atMost = (name: string, value: number, bar: number): FigureRow => ({
  name,
  value,
  bar,
  holds: value <= bar,
});
