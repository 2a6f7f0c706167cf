/** Of a message that a list held for its moderator: do the words tell that it is gone? */
import { once } from '../../base/once.ts';

/** In each language the verb of what happened, and what became of the message. */
const GONE: readonly (readonly [verb: string, fate: string])[] = [
  [
    'was|were|has been|have been|(?:moderators?|owners?)(?: has| have)?',
    'discarded|rejected|refused|declined|deleted',
  ],
  ['wurden?|hat|haben|ist', 'verworfen|abgelehnt|gelöscht'],
  ['(?:a|ont)(?: été)?', '(?:rejet|refus|supprim)ée?s?'],
  ['ha(?: sido)?|fue', '(?:rechazad|eliminad)[oa]'],
  ['è stat[oa]|ha', '(?:rifiutat|eliminat)[oa]'],
  ['is|werd|heeft', 'afgewezen|geweigerd|verwijderd'],
  ['foi', 'rejeitad[oa]'],
];
/** 'wurde vom Moderator endgültig gelöscht'; not 'was not rejected', 'was accepted or rejected', 'was held and will be deleted'. */
const BETWEEN =
  '(?:\\s+(?!(?:not|never|will|or|nicht|wird|oder|pas|sera|ou|no|será|o|non|sarà|niet|wordt|of|não)\\s)\\p{L}{1,20}){0,3}\\s+';
const isGone = once(
  () =>
    new RegExp(
      GONE.map(([verb, fate]) => `(?<!\\p{L})(?:${verb})${BETWEEN}(?:${fate})(?!\\p{L})`).join('|'),
      'gu',
    ),
);
/** 'You will be told when it has been rejected', 'whether …', 'if …', and the languages that say no before the verb. */
const notSurely = once(
  () =>
    /(?<!\p{L})(?:(?:if|unless|whether|when|once|wenn|falls|ob|sobald|si|quand|cuando|se|quando|caso|als|indien|wanneer|zodra)(?!\p{L})|(?:no|non|não)\s+$)/u,
);

/** Says the text that a message that was held is gone? What is only to come is told in other words. `lower`: in lower case. */
export function isOver(lower: string): boolean {
  for (const { index } of lower.matchAll(isGone())) {
    const before = lower.slice(Math.max(0, index - MAX_SENTENCE), index);
    const sentence = before.slice(before.search(/[^.!?;]*$/u));
    if (!notSurely().test(sentence)) return true;
  }
  return false;
}

const MAX_SENTENCE = 200;
