/** Which commands somebody can use who reads them on a page. Pure. */

const ours = /^waypost (?:explain|audit|check) /;

/** `server`: its address, for who may ask it; undefined for strangers, to whom a command of ours means nothing. */
export const commandsHere = (lines: readonly string[], server: string | undefined): readonly string[] =>
  lines.flatMap((line) => {
    if (!ours.test(line)) return [line];
    return server === undefined ? [] : [`${line} --server ${server}`];
  });
