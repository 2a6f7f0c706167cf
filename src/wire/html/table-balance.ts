/** Whether an end tag of a table is missing in what follows: the tags are counted before, comments left out. Linear. */

const MARK = /<!--|<(\/?)table\b/gi;

export class TableBalance {
  #startsLeft = 0;
  #endsLeft = 0;
  #open = 0;

  constructor(text: string) {
    MARK.lastIndex = 0;
    for (let match = MARK.exec(text); match !== null; match = MARK.exec(text)) {
      if (match[0] === '<!--') {
        const close = text.indexOf('-->', match.index + 4);
        if (close < 0) break;
        MARK.lastIndex = close + 3;
      } else if (match[1] === '/') this.#endsLeft += 1;
      else this.#startsLeft += 1;
    }
  }

  started(): void {
    this.#startsLeft -= 1;
    this.#open += 1;
  }

  ended(): void {
    this.#endsLeft -= 1;
    this.#open -= 1;
  }

  /** More tables are open or to come than are ended. */
  lacksEnd(): boolean {
    return this.#endsLeft < this.#open + this.#startsLeft;
  }
}
