/**
 * Size of the refused message and the limit it met: SIZE of the receiver's EHLO (RFC 1870), else the figure that the
 * reply itself names ('exceeds size limit of 10240000').
 */
import type { MessageSizeFacts, MxConnectionFacts } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { notGiven, present } from '../shelf.ts';
import type { GatherContext } from './context.ts';

export function gatherMessageSize(
  facts: ReplyFacts,
  connection: Observed<MxConnectionFacts> | undefined,
  context: GatherContext,
): Observed<MessageSizeFacts> {
  const own = ownSize(facts, context);
  if (own === undefined) return notGiven('The size of the message', '--message', context.clock);
  const limitBytes = announcedLimit(connection) ?? limitInText(facts.text);
  const value = { sizeBytes: own.bytes, ...(limitBytes === undefined ? {} : { limitBytes }) };
  return present(value, context.clock, { kind: 'input', where: own.where });
}

function ownSize(facts: ReplyFacts, context: GatherContext): { bytes: number; where: string } | undefined {
  if (facts.messageSizeBytes !== undefined)
    return { bytes: facts.messageSizeBytes, where: 'size in the report or log' };
  const message = context.returnedMessage;
  if (message === undefined) return undefined;
  if (context.isOriginal === true) return { bytes: message.length, where: '--message' };
  return context.isReturnedWhole === true
    ? { bytes: message.length, where: 'message in the bounce' }
    : undefined;
}

/** The smallest SIZE that an MX announced; 0 means no fixed limit (RFC 1870 §3) and is no figure to compare with. */
function announcedLimit(connection: Observed<MxConnectionFacts> | undefined): number | undefined {
  if (connection?.state !== 'present') return undefined;
  const sizes = connection.value.attempts
    .flatMap(({ ehloKeywords = [] }) =>
      ehloKeywords.filter((keyword) => keyword.toUpperCase().startsWith('SIZE ')),
    )
    .map((keyword) => Number(keyword.slice(5).trim()))
    .filter((size) => Number.isSafeInteger(size) && size > 0);
  return sizes.length === 0 ? undefined : Math.min(...sizes);
}

const limitWords = ['limit', 'max', 'maximum', 'exceeds', 'exceeding', 'allowed', 'larger', 'than', 'over'];
const unitBytes: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  octets: 1,
  k: 1024,
  kb: 1024,
  kib: 1024,
  kbytes: 1024,
  m: 1_048_576,
  mb: 1_048_576,
  mib: 1_048_576,
  mbytes: 1_048_576,
  megabytes: 1_048_576,
};

/**
 * The limit that the words name: of the figures after a word such as 'limit' or 'maximum' the last one, at least
 * 1,000 bytes with its unit. Undefined where the text names none. Reads at most 1,000 characters.
 */
export function limitInText(text: string): number | undefined {
  const words = splitWords(text.slice(0, 1000).toLowerCase());
  const saysSize = words.some((word) => ['size', 'large', 'larger', 'big', 'long'].includes(word));
  const first = words.findIndex((word) => limitWords.includes(word));
  if (!saysSize || first < 0) return undefined;
  let found: number | undefined;
  for (let index = first + 1; index < words.length; index += 1) {
    const bytes = bytesAt(words, index);
    if (bytes !== undefined && bytes >= 1000) found = bytes;
  }
  return found;
}

/** Runs of digits and runs of letters: '10MB' gives '10', 'mb'. Commas inside figures and what follows a decimal point are dropped. */
function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  let last = '';
  for (const char of text) {
    const kind = char >= '0' && char <= '9' ? 'digit' : char >= 'a' && char <= 'z' ? 'letter' : char;
    if (kind === '.' && last === 'digit') last = 'fraction';
    else if (kind === 'digit' && last === 'fraction') continue;
    else if (kind === 'digit' || kind === 'letter') {
      if (kind === last) words.push(`${words.pop() ?? ''}${char}`);
      else words.push(char);
      last = kind;
    } else if (!(last === 'digit' && kind === ',')) last = '';
  }
  return words;
}

function bytesAt(words: readonly string[], index: number): number | undefined {
  const digits = words[index] ?? '';
  if (digits.length > 12 || digits === '' || digits < '0' || digits > ':') return undefined;
  return Number(digits) * (unitBytes[words[index + 1] ?? ''] ?? 1);
}
