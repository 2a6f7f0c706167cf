/** Message-IDs: what a machine made is what a postmaster searches for; a sender may as well write an address there. */
import { lowered, nameIndex, withholdNames } from '../explain/say/withhold-addresses-names.ts';
import type { Known } from './redact-people.ts';

const FORM = /^<?([^\s<>"@]{1,250})@([^\s<>"@]{1,253}?)>?$/;

/** Six digits or more, and between them no word: at most two letters, or hexadecimal ones. */
const isMachineMade = (left: string): boolean =>
  (left.match(/\d/g)?.length ?? 0) >= 6 &&
  !/^\+?\d+$/.test(left) &&
  (left.match(/\p{L}+/gu) ?? []).every((run) => run.length < 3 || /^[a-f]+$/i.test(run));

/** '<***@example.org>' where a person may have written it or it names one of the people; what is no Message-ID is withheld. */
export function messageIdHider(
  { names, addresses }: Known,
  host: (text: string) => string,
): (text: string) => string {
  const index = nameIndex(names);
  return (text) => {
    const { 1: left = '', 2: domain = '' } = FORM.exec(text.trim()) ?? [];
    if (left === '') return text === '' ? '' : '***';
    const isPerson = addresses.has(lowered(`${left}@${domain}`)) || withholdNames(left, index) !== left;
    const shown = isMachineMade(left) && !isPerson ? left : '***';
    const whole = `${shown}@${host(domain)}`;
    return text.trim().startsWith('<') ? `<${whole}>` : whole;
  };
}
