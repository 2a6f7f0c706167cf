/**
 * For how long a report of delay says that it is tried again, in its prose: 'Gmail will retry for 46 more hours', 'Message will be retried for
 * 2 more day(s)', 'will keep trying for the next 1 days, 19 hours and 54 minutes'. RFC 3464 §2.3.9 has a field for it, which few fill in.
 */
import { once } from '../../base/once.ts';

const COUNT = '(\\d{1,4}) (?:(?:more|further|weiteren?) )?';
const DAYS = `${COUNT}(?:days?|day\\(s\\)|tage?n?)(?![\\p{L}])`;
const HOURS = `${COUNT}(?:hours?|hour\\(s\\)|stunden?)(?![\\p{L}])`;
const TIME = `(?:${DAYS}(?:(?:,| and| und) ${HOURS})?|${HOURS})`;
const FOR = '(?:for|during|within)(?: (?:up to|about|another|the next|a further|at most)){0,2} ';
/** Between the words that tell of trying and the time: of one sentence, and none that denies it. */
const BETWEEN = '(?:(?! (?:not|no|never) )[^.!?]){0,80}? ';
const TRIED =
  '(?<!\\bnot )(?:will(?: be)? retr(?:y|ied)|(?:keep|continue) trying|will(?: be)? tr(?:y|ied) again|continue to (?:try|attempt|be (?:tried|attempted)))';

/** In each language the sentence; the groups of each are days, the hours beside them, and hours alone. */
const sentences = once(() => [
  new RegExp(`\\b(?:${TRIED})\\b(?:${BETWEEN}| )${FOR}${TIME}`, 'iu'),
  new RegExp(
    `\\b(?:wird|werden) (?:(?:es|sie|die nachricht|diese nachricht) )?(?:(?:noch|weitere|in den nächsten) )${TIME} (?:lang )?(?:weiter(?:hin)? |noch einmal |erneut )?versuch`,
    'iu',
  ),
]);
/** 'I will try again for 2 days': no server says so. */
const OF_A_PERSON = /(?:^|[^\p{L}])i(?: will| can| may|['’]ll)? $/iu;
const MAX_TEXT = 8_192;
/** No queue keeps anything longer. */
const MAX_HOURS = 24 * 30;

/** Hours for which a server says that it goes on trying; undefined where it names no time. */
export function retryHoursIn(given: string): number | undefined {
  const head = given.slice(0, MAX_TEXT);
  if (!/retr|trying|try|attempt|versuch/i.test(head)) return undefined;
  const text = head.replaceAll(/\s{1,200}/g, ' ');
  for (const sentence of sentences()) {
    const found = sentence.exec(text);
    if (found === null || OF_A_PERSON.test(text.slice(Math.max(0, found.index - 10), found.index))) continue;
    const [days = 0, beside = 0, alone = 0] = found.slice(1).map((one) => Number(one ?? 0));
    const hours = 24 * days + beside + alone;
    if (hours > 0 && hours <= MAX_HOURS) return hours;
  }
  return undefined;
}
