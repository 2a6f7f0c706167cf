/** What a shelf of the evidence is about: the subject of an audit, else read from the facts of the refusal. */
import { domainOrBare } from '../wire/address/index.ts';
import type { Evidence, EvidenceKey } from './evidence.ts';
import type { Subject } from './finding.ts';
import type { ReplyFacts } from './reply-facts.ts';

const kinds = {
  reply: 'reply',
  ptr: 'ip',
  helo: 'host',
  senderDomain: 'domain',
  recipientDomain: 'domain',
  speakerInMx: 'host',
  spf: 'domain',
  dkim: 'message',
  dmarc: 'domain',
  ipListings: 'ip',
  domainListings: 'domain',
  messageSize: 'message',
  mxConnection: 'domain',
} as const satisfies Partial<Record<EvidenceKey, Subject['kind']>>;

const kindOf = (key: EvidenceKey): Subject['kind'] =>
  key in kinds ? kinds[key as keyof typeof kinds] : 'domain';

/** The name is '' where the facts do not tell it. */
export function subjectOf(key: EvidenceKey, evidence: Evidence): Subject {
  if (evidence.about?.state === 'present') return evidence.about.value;
  const facts = evidence.reply?.state === 'present' ? evidence.reply.value : undefined;
  return { kind: kindOf(key), name: facts === undefined ? '' : nameOf(key, facts) };
}

function nameOf(key: EvidenceKey, facts: ReplyFacts): string {
  switch (key) {
    case 'ptr':
    case 'ipListings':
      return facts.senderIp ?? '';
    case 'helo':
      return facts.helo ?? '';
    case 'senderDomain':
    case 'spf':
    case 'domainListings':
      return domainOrBare(facts.sender) ?? domainOrBare(facts.headerFrom) ?? '';
    case 'dmarc':
      return domainOrBare(facts.headerFrom) ?? domainOrBare(facts.sender) ?? '';
    case 'recipientDomain':
    case 'mxConnection':
      return domainOrBare(facts.recipient) ?? '';
    case 'speakerInMx':
      return facts.speakerHost ?? facts.speakerIp ?? '';
    case 'dkim':
    case 'messageSize':
      return facts.messageId ?? '';
    default:
      return '';
  }
}
