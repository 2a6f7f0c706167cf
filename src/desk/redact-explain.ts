/** What of an explanation may be shown (docs/explain-json.md). */
import type { JsonObject, JsonValue } from '../base/json.ts';
import { pageNamedIn } from '../explain/named-page.ts';
import {
  flag,
  type Layout,
  listIn,
  listOf,
  members,
  number,
  objectIn,
  textIn,
  textOf,
  token,
} from './redact-layout.ts';
import { dns, evidence, finding, fix, host, own } from './redact-parts.ts';
import type { Hiding } from './redact-texts.ts';

const address = textOf('address');
const foreign = textOf('foreign');
const candidate = members({ category: token, confidence: number, test: token });

/** An address, or only its domain. */
const headerFrom: Layout = (value, hide) => {
  const from = textIn(value);
  return /^[^\s@]+\.[^\s@]+$/.test(from) ? hide.host(from) : hide.address(from);
};

const reply = members({
  text: foreign,
  replyCode: number,
  enhancedStatus: token,
  phase: token,
  speakerHost: host,
  speakerIp: host,
  reportingHost: host,
  reportingSoftware: token,
  banner: foreign,
  recipient: address,
  sender: address,
  headerFrom,
  senderIp: host,
  senderIpFrom: token,
  helo: host,
  queueId: (value, hide) => (token(value, hide) === undefined ? undefined : hide.host(textIn(value))),
  messageId: textOf('messageId'),
  messageSizeBytes: number,
  at: token,
  expandedFrom: address,
  isOfList: flag,
  isBesidePassword: flag,
  isHeardByServer: flag,
  isOfHandingIn: flag,
  isStatusOfField: flag,
  ownStep: token,
  fate: token,
  retryUntil: token,
  retryHours: number,
  via: token,
});

const blockList = members({
  id: token,
  operator: own,
  zone: host,
  subject: host,
  delistUrl: own,
  holds: token,
  way: token,
  cause: token,
  codes: listOf(token),
  isPolicy: flag,
  since: token,
});

const verdict = members({
  reply,
  turnedAway: members({
    ip: host,
    host,
    helo: host,
    own: token,
    isWarning: flag,
    isSubmission: flag,
    isKnown: flag,
    login: address,
  }),
  asker: token,
  category: token,
  confidence: number,
  classification: members({
    category: token,
    confidence: number,
    rule: token,
    alternatives: listOf(candidate),
    provider: token,
  }),
  cause: members({
    category: token,
    confidence: number,
    isAsserted: flag,
    doubt: token,
    candidates: listOf(candidate),
    moves: listOf(members({ rule: token, check: token, category: token, from: number, to: number })),
  }),
  class: token,
  scope: token,
  actor: token,
  retry: token,
  suppress: flag,
  speaker: members({ role: token, host, provider: token, because: listOf(token) }),
  namedList: blockList,
  foundList: blockList,
  told: members({
    facts: listOf(token),
    providerDomain: host,
    askedHost: host,
    certificateName: host,
    expectedName: host,
  }),
  evidence,
  findings: listOf(finding),
  fixes: listOf(members({ id: token, fixes: listOf(fix), answers: listOf(token) })),
  usualWaitSeconds: number,
});

const words = members({
  title: own,
  headline: own,
  facts: listOf(own),
  turn: own,
  usualTurn: own,
  said: own,
  quote: foreign,
  codeMeanings: listOf(own),
  fixes: listOf(members({ title: own, text: own, commands: listOf(own), records: listOf(dns) })),
  evidence: listOf(
    members({ mark: token, word: own, label: own, detail: own, lookups: listOf(dns), elapsedMs: number }),
  ),
  missing: listOf(own),
  possibilities: listOf(own),
  moves: listOf(own),
  fine: own,
  tell: own,
  tellTo: own,
  avoid: listOf(own),
  wait: own,
  contact: dns,
});

const entry = members({
  source: textOf('file'),
  input: token,
  kind: token,
  format: token,
  count: number,
  recipients: listOf(address),
  recipientCount: number,
  sides: listOf(members({ name: host, role: token, count: number })),
  verdict,
  words,
});

/** Where the words of the rule stand in the reply as it is shown; those that are not shown whole are left out. */
function quotedIn(classification: JsonObject, shown: string, hide: Hiding): readonly JsonValue[] {
  return listIn(classification.quoted).flatMap((one) => {
    const text = hide.foreign(textIn(objectIn(one).text));
    const start = text === '' ? -1 : shown.indexOf(text);
    return start < 0 ? [] : [{ text, start, end: start + text.length }];
  });
}

/** The reply, or the page that it names, where it stands in our own words. */
const withReply = (hide: Hiding, text: string): Hiding =>
  text.length < 8
    ? hide
    : {
        ...hide,
        own: (said) =>
          said.includes(text) ? said.split(text).map(hide.own).join(hide.foreign(text)) : hide.own(said),
      };

const explanation: Layout = (value, hide) => {
  const { classification, reply: said } = objectIn(objectIn(value).verdict);
  const text = textIn(objectIn(said).text);
  const shown = objectIn(entry(value, withReply(withReply(hide, pageNamedIn(text) ?? ''), text)));
  const judged = objectIn(shown.verdict);
  const quoted = quotedIn(objectIn(classification), textIn(objectIn(judged.reply).text), hide);
  return {
    ...shown,
    verdict: { ...judged, classification: { ...objectIn(judged.classification), quoted } },
  };
};

const overview = members({
  title: own,
  causes: listOf(members({ text: own, turn: own, count: number, groups: listOf(number) })),
  ordinary: own,
});

export const explainLayout = members({
  schema: token,
  language: token,
  total: number,
  overview,
  explanations: listOf(explanation),
});
