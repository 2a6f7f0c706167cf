/** Signs in the text that readers see. */

import type { MailTables } from '../../../../findings/mail-tables.ts';
import { placeInHeader } from '../../../../wire/mail-view/index.ts';
import type { MailView, Place } from '../../../../wire/mail-view/types.ts';
import { findPhrases, type Token, tokensOf } from '../../../../wire/phrases/index.ts';
import { firstField, mailboxesIn } from '../../headers/fields.ts';
import { countLetters } from '../letters.ts';
import { hasObfuscatedWords } from '../obfuscated-words.ts';
import { type VisibleBody, visibleBodies } from '../visible-body.ts';
import { hasStyledLetters } from './shapes.ts';
import type { Sign, SignReader } from './types.ts';

/** Different phrases of a group that are told apart: 'offer', 'offer-2', … 'offer-6'. */
const LEVELS = 6;
const MAX_TEXT = 60_000;

export const textSigns: SignReader = (view, tables) => {
  const groups = groupsIn(view, tables);
  const signs: Sign[] = [];
  for (const [group, { phrases, place }] of groups) {
    const level = Math.min(LEVELS, phrases.size);
    signs.push({ sign: level === 1 ? group : `${group}-${level}`, ...(place !== undefined && { place }) });
  }
  const has = (...names: readonly string[]): boolean => names.every((name) => groups.has(name));
  if (has('account', 'credentials')) signs.push({ sign: 'account-and-login' });
  if (has('urgent', 'credentials')) signs.push({ sign: 'urgent-and-login' });
  if (has('urgent', 'account')) signs.push({ sign: 'urgent-and-account' });
  if (has('parcel', 'urgent') || has('parcel', 'credentials')) signs.push({ sign: 'parcel-and-pressure' });
  if (has('extortion', 'urgent')) signs.push({ sign: 'threat-and-coins' });
  return [...signs, ...shapeSigns(view)];
};

interface Group {
  readonly phrases: Set<string>;
  readonly place?: Place;
}

function groupsIn(view: MailView, tables: MailTables): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  const look = (tokens: readonly Token[], placeOf: (start: number, end: number) => Place): void => {
    for (const { owner, first, last } of findPhrases(tokens, tables.lurePhrases)) {
      const start = tokens[first]?.start ?? 0;
      const end = tokens[last - 1]?.end ?? start;
      const group = groups.get(owner) ?? { phrases: new Set<string>(), place: placeOf(start, end) };
      groups.set(owner, group);
      // 'Verify your account' and 'verify your account now' are one phrase.
      group.phrases.add(
        tokens
          .slice(first, Math.min(last, first + 2))
          .map(({ word }) => word)
          .join(' '),
      );
    }
  };
  const subject = firstField(view, 'subject');
  if (subject !== undefined) look(tokensOf(subject.value), () => placeInHeader(view, subject));
  for (const body of visibleBodies(view)) look(ownTokens(body), body.placeOf);
  return groups;
}

const QUOTE = /^[ \t]{0,3}[>|]/m;

function ownTokens({ text, tokens }: VisibleBody): readonly Token[] {
  const looked = text.slice(0, MAX_TEXT);
  if (QUOTE.test(looked)) return tokensOf(withoutQuotes(looked));
  return looked.length === text.length ? tokens() : tokens().filter(({ end }) => end <= MAX_TEXT);
}

/** Quoted lines are blanked: what somebody else wrote counts for nothing. */
const withoutQuotes = (text: string): string =>
  text.replaceAll(/^[ \t]{0,3}[>|].*$/gm, (line) => ' '.repeat(line.length));

/** A customer without a name, in other languages; 'ADAC-Kunde' too. */
const GREETING =
  /^\s{0,80}(?:sehr geehrte[rs]?|liebe[rs]?|hallo|guten tag|chère?|cher\(e\)|bonjour|estimad[oa]s?|hola|prezad[oa]s?|car[oa]s?|olá|gentile|geachte|beste) (?:[\p{L}\p{N}]{1,20}[- ])?(?:kund(?:e|in|en|innen)|nutzer|benutzer|mitglied|client(?:e|es|s)?|utilisateur|usu[aá]ri[oa]|abonné|membre|klant|gebruiker|utente|utilizador)(?!\p{L})/imu;

function shapeSigns(view: MailView): readonly Sign[] {
  const signs: Sign[] = [];
  const [body] = visibleBodies(view);
  const text = (body?.text ?? '').slice(0, MAX_TEXT);
  if (/^[ \t]{0,3}>.*\n[ \t]{0,3}>/m.test(text)) signs.push({ sign: 'quotes' });
  const { letters, capitals } = countLetters(text);
  if (letters >= 200 && capitals / letters > 0.3) signs.push({ sign: 'many-capitals' });
  const marks = text.match(/!/g)?.length ?? 0;
  if (marks >= 5 && marks * 150 > letters) signs.push({ sign: 'many-marks' });
  if ((text.match(/[$€£] ?\d/g)?.length ?? 0) >= 3) signs.push({ sign: 'many-amounts' });
  if (
    /^\s*(?:dear|hello|hi|attn:?|attention:?|greetings)\s+(?:valued?\s+)?(?:customer|user|client|member|friend|sir|madam|account|email|beneficiary|winner|subscriber|homeowner|web\s?mail|shopper|owner|one|beloved)/im.test(
      text.slice(0, 3000),
    )
  )
    signs.push({ sign: 'general-greeting' });
  else if (GREETING.test(text.slice(0, 3000))) signs.push({ sign: 'general-greeting' });
  if (hasStyledLetters(text.slice(0, 20_000))) signs.push({ sign: 'text-styled' });
  const recipients = mailboxesIn(view, ['to']).map(({ address }) => address.toLowerCase());
  const lower = text.toLowerCase();
  if (recipients.some((address) => address.length > 5 && lower.slice(0, 2000).includes(address)))
    signs.push({ sign: 'recipient-in-text' });
  if (letters < 40) signs.push({ sign: 'hardly-text' });
  if (hasObfuscatedWords(view)) signs.push({ sign: 'obfuscated' });
  return signs;
}
