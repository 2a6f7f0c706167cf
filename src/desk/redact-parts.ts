/** Layouts that documents share: subjects, look-ups, fixes, findings. */
import {
  flag,
  type Layout,
  listOf,
  members,
  number,
  objectIn,
  shelvesOf,
  textIn,
  textOf,
  token,
} from './redact-layout.ts';

export const own = textOf('own');
export const dns = textOf('dns');
export const host = textOf('host');

/** A domain, an IP, a host by its name; a message by its Message-ID. */
export const subject: Layout = (value, hide) => {
  const { kind, name } = objectIn(value);
  const isHost = ['domain', 'ip', 'host', 'list', 'route'].includes(textIn(kind));
  const shown = isHost ? hide.host(textIn(name)) : kind === 'message' ? hide.messageId(textIn(name)) : '***';
  return { kind: token(kind ?? '', hide) ?? '', name: shown };
};

const lookup = members({
  kind: token,
  question: dns,
  server: host,
  elapsedMs: number,
  answer: listOf(dns),
  ttlSeconds: number,
  rcode: token,
  isAuthenticated: flag,
  extendedErrors: listOf(own),
  isCached: flag,
  where: own,
  method: own,
});

const source: Layout = (value, hide) => {
  const shown = objectIn(lookup(value, hide));
  const { lookups } = objectIn(value);
  return lookups === undefined ? shown : { ...shown, lookups: listOf(lookup)(lookups, hide) ?? [] };
};

/** Whether something was there, when and by whom it was told; not the value itself: what matters of it stands in the words. */
export const evidence = shelvesOf(
  members({ state: token, seenAt: token, why: members({ code: token, message: own }), from: source }),
);

const range = members({ start: number, end: number });

/** Not what an edit writes: it is a piece of the message. */
export const fix = members({
  kind: token,
  name: dns,
  type: token,
  value: dns,
  replaces: dns,
  where: own,
  key: own,
  line: own,
  who: own,
  url: own,
  text: own,
  seconds: number,
  why: own,
  edit: members({
    range,
    isSafe: flag,
    barrier: members({ kind: token, scheme: token, domains: listOf(host), part: token }),
  }),
});

export const citation = members({ title: own, url: own, seen: token });

/** Of findings about domains and hosts. Not `data`: the arguments stand in the words, as far as they may be shown. */
export const finding = members({
  check: token,
  message: token,
  subject,
  outcome: token,
  sources: listOf(citation),
  severity: token,
  confidence: number,
  evidence: listOf(token),
  case: number,
  fixes: listOf(fix),
});
