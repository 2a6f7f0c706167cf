/** Names of header fields in lower case. The usual ones are known, so that the same name is the same string. */
import { ownCopy } from '../../base/own-copy.ts';
import { SliceIndex } from '../../base/slice-index.ts';

const USUAL =
  'Received Return-Path Delivered-To Envelope-To From To Cc Bcc Reply-To Sender Subject Date Message-ID Message-Id In-Reply-To References ' +
  'MIME-Version Mime-Version Content-Type Content-Transfer-Encoding Content-Disposition Content-Description Content-ID Content-Language ' +
  'DKIM-Signature Authentication-Results Received-SPF ARC-Seal ARC-Message-Signature ARC-Authentication-Results Auto-Submitted Precedence ' +
  'List-Unsubscribe List-Id X-Mailer X-Received X-Original-To X-Failed-Recipients X-Spam-Status Thread-Topic Thread-Index User-Agent';

/** Names come from outside: only so many are kept. */
const MAX_KNOWN = 2_000;
const MAX_LENGTH = 40;

const known = new Map<string, string>();
/** Names that differ in case only share one key. */
const keys = new Map<string, string>();
const usual = USUAL.split(' ');
const usualKeys = usual.map((name) => remember(name, name.toLowerCase()));
const places = new SliceIndex(usual);

/** The name that stands in the text from `start` to `end`, in lower case. */
export function fieldKeyOf(text: string, start = 0, end = text.length): string {
  const ofUsual = usualKeys[places.find(text, start, end)];
  if (ofUsual !== undefined) return ofUsual;
  const name = text.slice(start, end);
  const before = known.get(name);
  if (before !== undefined) return before;
  const key = name.toLowerCase();
  return known.size < MAX_KNOWN && name.length <= MAX_LENGTH ? remember(ownCopy(name), ownCopy(key)) : key;
}

function remember(name: string, lower: string): string {
  const key = keys.get(lower) ?? lower;
  keys.set(key, key);
  known.set(name, key);
  return key;
}
