/** The known word that somebody who wrote another one most likely meant. */

/** Words longer than this are not compared: nobody mistypes so much. */
const MAX_LENGTH = 60;

/** Insertions, deletions, replacements and exchanges of neighbours that lead from one word to the other. */
function distance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** undefined where none is near: more than a third of the letters would have to change. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > MAX_LENGTH) return undefined;
  const plain = word.toLowerCase().replaceAll('-', '_');
  const ranked = known
    .map((one) => ({ one, far: distance(plain, one.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const [first] = ranked;
  return first !== undefined && first.far <= Math.max(1, Math.floor(plain.length / 3))
    ? first.one
    : undefined;
}
