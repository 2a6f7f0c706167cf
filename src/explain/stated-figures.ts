/**
 * Figures that the words of a refusal state and advice can use: the size of the message and the limit, how long to wait, what is counted
 * and until when, the name given at HELO, the host that was called. Each is looked for in one form or a few that servers write; what does
 * not fit one of them is no figure. Every character is looked at a bounded number of times.
 */
import { Worded } from '../base/worded.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';

/** Sizes, times and counts that a refusal states. */
export interface StatedFigures {
  readonly sizeBytes?: number;
  readonly limitBytes?: number;
  readonly pauseSeconds?: number;
  /** By what a quota counts. */
  readonly countedBy?: 'hour' | 'day' | 'minute' | 'month';
  /** '101/100': what was sent, and what may be. */
  readonly sentCount?: number;
  readonly quota?: number;
  readonly heloName?: string;
  readonly calledHost?: string;
  /** A setting that a program of one's own server cannot read, as its log quotes it. */
  readonly setting?: string;
  /** Amazon SES: what is not verified in which region. */
  readonly region?: string;
  readonly identities?: string;
}

const MAX_TEXT = 4_096;
const BYTES = '(\\d{1,12}) ?(bytes?|[kmg]i?b)?';
/** What is counted has no size: 'exceeds limit 1000 recipients'. */
const IS_COUNTED =
  '(?![\\d.]| ?(?:recipients?|rcpts?|messages?|mails?|e-?mails?|attachments?|files?|parts?|lines?|headers?|connections?|per)\\b)';
/** Postfix's client, Exchange and others: the size, then the limit. */
const SIZES = new RegExp(
  `(?:${[
    `\\bsize:? ${BYTES}[,;]? (?:of max|exceeds (?:the )?(?:size )?limit(?: of)?:?|max(?:imum)? size:?) ${BYTES}`,
    `\\bmessage size \\(?${BYTES}\\)? (?:is greater than|is larger than|exceeds) (?:the )?(?:maximum|max|limit)(?: size)?(?: of)?:? \\(?${BYTES}`,
  ].join('|')})${IS_COUNTED}`,
  'i',
);

const FACTORS: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

const bytesOf = (digits: string | undefined, unit = ''): number | undefined =>
  digits === undefined ? undefined : Number(digits) * (FACTORS[unit.charAt(0).toLowerCase()] ?? 1);

function sizesIn(text: string): StatedFigures {
  const found = SIZES.exec(text);
  if (found === null) return {};
  const [size, sizeUnit, limit, limitUnit] = found[1] === undefined ? found.slice(5) : found.slice(1);
  const [sizeBytes, limitBytes] = [bytesOf(size, sizeUnit), bytesOf(limit, limitUnit)];
  // One in megabytes and one without a unit: nobody knows of what it is.
  if ((sizeUnit === undefined) !== (limitUnit === undefined)) return {};
  // A size below the limit is not what was refused.
  return sizeBytes === undefined || limitBytes === undefined || sizeBytes <= limitBytes
    ? {}
    : { sizeBytes, limitBytes };
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
const LEAD =
  '\\b(?:grey-?list\\w*|try again|come back|retry|wait|again)\\b(?: (?:again|later|for|in|after|another|at least|please|your|message|mail|delivery)){0,4}[:,]? ';
/** 'Greylisted for 300 seconds', 'try again in 5 minutes'; never of what was done before. */
const PAUSE = new RegExp(`${LEAD}(\\d{1,5}) ?(s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?)\\b`, 'i');
const CLOCK = new RegExp(`${LEAD}(\\d{2}):([0-5]\\d):([0-5]\\d)\\b(?! ?(?:UTC|GMT|[ap]m\\b|[+-]\\d))`, 'i');
const DAY = 86_400;

function pauseIn(text: string): StatedFigures {
  const [, hours, minutes, seconds] = CLOCK.exec(text) ?? [];
  const [, amount, unit = 's'] = PAUSE.exec(text) ?? [];
  const stated =
    hours === undefined
      ? Number(amount) * (UNITS[unit.charAt(0).toLowerCase()] ?? 1)
      : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return stated > 0 && stated < DAY ? { pauseSeconds: stated } : {};
}

const PERIODS = [
  ['minute', new Worded([' minute'], /\b(?:per|a|each|every) minute\b/i)],
  ['hour', new Worded([' hour', 'hourly'], /\b(?:per|an|each|every) hour\b|\bhourly\b/i)],
  ['day', new Worded([' day', 'daily', '24'], /\b(?:per|a|each|every) day\b|\bdaily\b|\b24[ -]hours?\b/i)],
  ['month', new Worded([' month', 'monthly'], /\b(?:per|a|each|every) month\b|\bmonthly\b/i)],
] as const;
/** cPanel: 'has exceeded the max emails per hour (101/100 (101%)) allowed'; behind other words a date or a page looks the same. */
const SHARE =
  /(?<!size |recipients? )(?:limit|quota|e-?mails|messages)(?: (?:per|an|a|each|every) (?:minute|hour|day|month))?:? \((\d{1,7})\/(\d{1,7})(?:\)| \(\d)/i;

function quotaIn(text: string): StatedFigures {
  const lower = text.toLowerCase();
  const periods = PERIODS.filter(([, words]) => words.test(text, lower));
  const [only] = periods;
  const [, sent, quota] = (text.includes('(') ? SHARE.exec(text) : null) ?? [];
  return {
    ...(only !== undefined && periods.length === 1 && { countedBy: only[0] }),
    ...(sent !== undefined &&
      Number(sent) >= Number(quota) && { sentCount: Number(sent), quota: Number(quota) }),
  };
}

const NAME = '([A-Za-z0-9][A-Za-z0-9_.-]{0,252})';
/** Postfix, policyd-weight. */
const HELO = new RegExp(`<${NAME}>: Helo command rejected:|\\bMTA helo: ${NAME}`, 'i');
const HOST = '([a-z0-9][a-z0-9-]{0,62}(?:\\.[a-z0-9-]{1,63}){1,8})';
/** Postfix calls by port 25 whom the MX names; Exim's bounce names him on a line of its own, before what the system said of him. */
const CALLED = new RegExp(
  `\\bconnect to ${HOST}\\[[0-9a-f.:]{3,45}\\]:25\\b|^[ \\t]{0,20}host ${HOST} ?\\[[0-9a-f.:]{3,45}\\](?:[ \\t]{0,20}$| (?:retry time|connection|no route|network is))`,
  'im',
);

/** Postfix: 'bad boolean configuration: smtpd_delay_reject = yes d'. */
const SETTING =
  /\bbad (?:boolean|numerical|string|time) (?:configuration|value|length): ([a-z0-9_]{3,60} = [^\n"]{1,80})/;

/** Amazon SES: 'The following identities failed the check in region US-EAST-1: a@example.org, example.net'. */
const REGION =
  /\bidentities failed the check in region ([A-Z]{2}-[A-Z]{3,12}-\d): ([^\s<>"',]{3,254}(?:, [^\s<>"',]{3,254}){0,3})/i;

function regionIn(words: string): StatedFigures {
  const [, region, identities] = (words.includes('in region ') ? REGION.exec(words) : null) ?? [];
  return region === undefined || identities === undefined
    ? {}
    : { region: region.toLowerCase(), identities: identities.replace(/[.;]$/, '') };
}

const firstOf = (found: RegExpExecArray | null): string | undefined =>
  found?.slice(1).find((one) => one !== undefined);

/** What the words state; nothing where they state nothing. */
export function statedFigures({ text }: Pick<ReplyFacts, 'text'>): StatedFigures {
  const words = text.slice(0, MAX_TEXT);
  // An expression costs when it is first used: those that cannot fit are not (docs/decisions/0010).
  const hasFigure = /[0-9]/.test(words);
  const heloName = /helo/i.test(words) ? firstOf(HELO.exec(words))?.replace(/[.,]$/, '') : undefined;
  const calledHost = words.includes('[') ? firstOf(CALLED.exec(words))?.toLowerCase() : undefined;
  const setting = words.includes(' = ') ? SETTING.exec(words)?.[1]?.trim() : undefined;
  return {
    ...(hasFigure && sizesIn(words)),
    ...(hasFigure && pauseIn(words)),
    ...quotaIn(words),
    ...(heloName !== undefined && { heloName }),
    ...(calledHost !== undefined && { calledHost }),
    ...(setting !== undefined && { setting }),
    ...regionIn(words),
  };
}
