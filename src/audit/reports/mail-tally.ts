/** What the records of one address, or of one source, come to. */
import type { Instant } from '../../base/clock.ts';
import type { Writable } from '../../base/writable.ts';
import type { ReportRecord } from '../../wire/dmarc-report/types.ts';
import { Counter } from './counter.ts';
import type { OwnDomain } from './own-domain.ts';
import type { MailCounts } from './types.ts';

const MAX_NAMES = 20;
const MAX_REPORTERS = 200;

/** RFC 9990 §3.1.6 and RFC 7489 appendix C. */
const FORWARDING = new Set(['forwarded', 'mailing_list', 'trusted_forwarder']);

export function noMail(): Writable<MailCounts> {
  return { messages: 0, passed: 0, spfAligned: 0, dkimAligned: 0, quarantined: 0, rejected: 0 };
}

/** What one record means for the domain, read once. */
export interface RecordFacts {
  readonly record: ReportRecord;
  readonly isSpfAligned: boolean;
  readonly isDkimAligned: boolean;
}

/** DMARC's verdicts; where the report leaves them out, from the results themselves. */
export function factsOf(record: ReportRecord, own: OwnDomain): RecordFacts {
  const passes = ({ result, domain }: { readonly result: string; readonly domain: string }) =>
    result === 'pass' && own.isAligned(domain);
  return {
    record,
    isSpfAligned: record.isSpfAligned ?? record.spf.some((one) => one.scope !== 'helo' && passes(one)),
    isDkimAligned: record.isDkimAligned ?? record.dkim.some(passes),
  };
}

export function addMail(mail: Writable<MailCounts>, facts: RecordFacts): void {
  const { record, isSpfAligned, isDkimAligned } = facts;
  const { count } = record;
  mail.messages += count;
  if (isSpfAligned || isDkimAligned) mail.passed += count;
  if (isSpfAligned) mail.spfAligned += count;
  if (isDkimAligned) mail.dkimAligned += count;
  if (record.disposition === 'quarantine') mail.quarantined += count;
  if (record.disposition === 'reject') mail.rejected += count;
}

type Envelope =
  | { readonly kind: 'own-or-unknown' }
  /** Another's, and SPF does not pass for it: handed on by a host that is not of that domain. */
  | { readonly kind: 'other-unproven' }
  | { readonly kind: 'other'; readonly organisation: string };

export class MailTally {
  readonly mail = noMail();
  readonly ips = new Counter(20_000);
  /** Organisational domains for which SPF passed without alignment. */
  readonly envelopes = new Counter(MAX_NAMES);
  /** Organisational domains of valid signatures that are not the domain's. */
  readonly signers = new Counter(MAX_NAMES);
  /** The domain's own signatures, 's1._domainkey.example.org', and how many of them were valid. */
  readonly selectors = new Counter(MAX_NAMES);
  readonly validSelectors = new Counter(MAX_NAMES);
  readonly headerFrom = new Counter(MAX_NAMES);
  readonly overrides = new Counter(MAX_NAMES);
  readonly reporters = new Counter(MAX_REPORTERS);
  /** Domains of the same owner whose SPF was asked: the reverse-paths. */
  readonly returnPaths = new Counter(MAX_NAMES);
  #lastSeen: Instant | undefined;
  #forwarded = 0;
  #ownEnvelopeFails = 0;
  #brokenSignature = 0;
  #withServiceSignature = 0;

  /** End of the latest report. */
  get lastSeen(): Instant | undefined {
    return this.#lastSeen;
  }

  get forwarded(): number {
    return this.#forwarded;
  }

  get ownEnvelopeFails(): number {
    return this.#ownEnvelopeFails;
  }

  get brokenSignature(): number {
    return this.#brokenSignature;
  }

  get withServiceSignature(): number {
    return this.#withServiceSignature;
  }

  add(facts: RecordFacts, own: OwnDomain, reporter: string, end?: Instant): void {
    const { record } = facts;
    const { count } = record;
    addMail(this.mail, facts);
    this.#seen(end);
    if (record.sourceIp !== undefined) this.ips.add(record.sourceIp, count);
    this.reporters.add(reporter, count);
    if (record.headerFrom !== undefined) this.headerFrom.add(record.headerFrom, count);
    for (const { type } of record.reasons) this.overrides.add(type, count);
    if (record.reasons.some(({ type }) => FORWARDING.has(type))) this.#forwarded += count;
    const envelope = this.#addEnvelope(facts, own);
    this.#addSignatures(record, own, envelope);
  }

  /** Joins an address to its source. */
  addAll(other: MailTally): void {
    for (const key of Object.keys(this.mail) as (keyof MailCounts)[]) this.mail[key] += other.mail[key];
    this.ips.addAll(other.ips);
    this.envelopes.addAll(other.envelopes);
    this.signers.addAll(other.signers);
    this.selectors.addAll(other.selectors);
    this.validSelectors.addAll(other.validSelectors);
    this.headerFrom.addAll(other.headerFrom);
    this.overrides.addAll(other.overrides);
    this.reporters.addAll(other.reporters);
    this.returnPaths.addAll(other.returnPaths);
    this.#seen(other.lastSeen);
    this.#forwarded += other.#forwarded;
    this.#ownEnvelopeFails += other.#ownEnvelopeFails;
    this.#brokenSignature += other.#brokenSignature;
    this.#withServiceSignature += other.#withServiceSignature;
  }

  #seen(end: Instant | undefined): void {
    if (end !== undefined && end > (this.#lastSeen ?? '')) this.#lastSeen = end;
  }

  /** Whose the reverse-path is, where SPF did not pass, aligned. */
  #addEnvelope({ record, isSpfAligned }: RecordFacts, own: OwnDomain): Envelope {
    const spf = record.spf.find(({ scope }) => scope !== 'helo') ?? record.spf[0];
    const domain = spf?.domain || record.envelopeFrom || '';
    if (domain !== '' && own.isAligned(domain)) this.returnPaths.add(domain, record.count);
    if (domain === '' || isSpfAligned) return { kind: 'own-or-unknown' };
    if (own.isAligned(domain)) {
      this.#ownEnvelopeFails += record.count;
      return { kind: 'own-or-unknown' };
    }
    if (spf?.result !== 'pass') return { kind: 'other-unproven' };
    const organisation = own.organisationOf(domain);
    this.envelopes.add(organisation, record.count);
    return { kind: 'other', organisation };
  }

  #addSignatures(record: ReportRecord, own: OwnDomain, envelope: Envelope): void {
    let ownSigned = 0;
    let ownValid = 0;
    let hasService = false;
    for (const { domain, selector, result } of record.dkim) {
      const isValid = result === 'pass';
      if (own.isAligned(domain)) {
        ownSigned++;
        if (isValid) ownValid++;
        const name = `${selector ?? '?'}._domainkey.${domain}`;
        this.selectors.add(name, record.count);
        if (isValid) this.validSelectors.add(name, record.count);
      } else if (isValid) {
        const organisation = own.organisationOf(domain);
        this.signers.add(organisation, record.count);
        if (envelope.kind === 'own-or-unknown') hasService = true;
        else if (envelope.kind === 'other' && envelope.organisation === organisation) hasService = true;
      }
    }
    if (ownSigned > 0 && ownValid === 0) this.#brokenSignature += record.count;
    if (hasService) this.#withServiceSignature += record.count;
  }
}
