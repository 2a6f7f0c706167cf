/** The beginning of a text, for labels that are read out. Pure. */

const MAX_READ = 60;

/** Cut between words, with '…'; what is short enough stays whole. */
export const shorten = (text: string): string =>
  text.length <= MAX_READ ? text : `${text.slice(0, MAX_READ).replace(/\s\S*$/, '')} …`;
