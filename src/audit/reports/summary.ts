/**
 * Many reports as one answer: who sends as a domain, what passes and what fails, what is to be authorised. Reports are added one by
 * one and let go; what stays is counts, with limits on all names. Pure.
 */
import type { Instant } from '../../base/clock.ts';
import { plainName } from '../../base/host-name.ts';
import type {
  DmarcAggregateReport,
  DmarcFailureReport,
  PublishedPolicy,
  ReportRecord,
} from '../../wire/dmarc-report/types.ts';
import type { MailReport } from '../../wire/report-container/types.ts';
import { Counter } from './counter.ts';
import { groupSources } from './group-sources.ts';
import { hostKindOf, type WholeMail } from './judge-source.ts';
import { addMail, factsOf, MailTally, noMail } from './mail-tally.ts';
import { OwnDomain } from './own-domain.ts';
import { Period } from './period.ts';
import { SignerTally } from './signer-tally.ts';
import { TlsTally } from './tls-tally.ts';
import type { FailureGroup, ReportsSummary } from './types.ts';

const MAX_IPS = 20_000;
const MAX_NAMES = 5_000;
/** Services that sign for one domain. */
const MAX_HOST_KINDS = 200;
const TOLD = 100;

/** How many more addresses may be counted; shared by the tallies of several domains. */
export interface TallyRoom {
  addresses: number;
}

export class ReportsTally {
  readonly #own: OwnDomain;
  readonly #byIp = new Map<string, MailTally>();
  readonly #mail = noMail();
  readonly #reporters = new Counter(MAX_NAMES);
  readonly #otherDomains = new Counter(MAX_NAMES);
  readonly #failures = new Counter(MAX_NAMES);
  readonly #signers = new SignerTally();
  readonly #tls = new TlsTally();
  readonly #period = new Period();
  readonly #room: TallyRoom;
  readonly #counts = { aggregate: 0, failure: 0, tls: 0 };
  #uncounted = 0;
  #begin: Instant | undefined;
  #end: Instant | undefined;
  #policy: { readonly published: PublishedPolicy; readonly at: Instant } | undefined;

  constructor(domain: string, room: TallyRoom = { addresses: MAX_IPS }) {
    this.#room = room;
    this.#own = new OwnDomain(plainName(domain));
  }

  /** Adds what the report says about the domain; the rest is only named. Duplicates are the caller's to leave out. */
  add({ kind, report }: MailReport): void {
    if (kind === 'aggregate') this.#addAggregate(report);
    else if (kind === 'failure') this.#addFailure(report);
    else if (this.#tls.add(report, this.#own)) {
      this.#counts.tls++;
      this.#extend(report.begin, report.end);
    }
  }

  summary(): ReportsSummary {
    const mailPeriod = this.#period.summary();
    const tlsPeriod = this.#tls.period;
    return {
      domain: this.#own.domain,
      counts: { ...this.#counts },
      ...(this.#begin !== undefined && { begin: this.#begin }),
      ...(this.#end !== undefined && { end: this.#end }),
      ...(mailPeriod !== undefined && { mailPeriod }),
      ...(tlsPeriod !== undefined && { tlsPeriod }),
      reporters: this.#reporters.top(TOLD),
      mail: { ...this.#mail },
      ...(this.#policy !== undefined && {
        policy: this.#policy.published,
        ...(this.#policy.at !== '' && { policySeenAt: this.#policy.at }),
      }),
      sources: groupSources(this.#byIp.values(), this.#whole()),
      uncounted: this.#uncounted,
      signers: this.#signers.summary(this.#own),
      failures: this.#failures.top(TOLD).map(failureOf),
      tls: this.#tls.summary(),
      otherDomains: this.#otherDomains.top(TOLD),
    };
  }

  #addAggregate(report: DmarcAggregateReport): void {
    const { metadata, policy, records } = report;
    const reporter = metadata.orgName ?? metadata.email ?? '';
    const isOurs = this.#own.covers(policy.domain);
    let isAbout = isOurs;
    for (const record of records) {
      // The policy of a domain above covers this one, too, and then only some records are about it.
      if (isOurs || this.#own.covers(record.headerFrom)) {
        isAbout = true;
        this.#addRecord(record, reporter, metadata.end);
      } else this.#otherDomains.add(record.headerFrom ?? policy.domain ?? '', record.count);
    }
    if (!isAbout) return;
    this.#counts.aggregate++;
    this.#period.add(metadata.begin, metadata.end);
    this.#extend(metadata.begin, metadata.end);
    const at = metadata.end ?? '';
    if (policy.domain === this.#own.domain && at >= (this.#policy?.at ?? ''))
      this.#policy = { published: policy, at };
  }

  #addRecord(record: ReportRecord, reporter: string, end: Instant | undefined): void {
    const facts = factsOf(record, this.#own);
    addMail(this.#mail, facts);
    this.#reporters.add(reporter, record.count);
    this.#signers.add(record, end);
    const ip = record.sourceIp ?? '';
    let tally = this.#byIp.get(ip);
    if (tally === undefined) {
      if (ip === '' || this.#room.addresses <= 0) {
        this.#uncounted += record.count;
        return;
      }
      tally = new MailTally();
      this.#room.addresses--;
      this.#byIp.set(ip, tally);
    }
    tally.add(facts, this.#own, reporter, end);
  }

  #addFailure(report: DmarcFailureReport): void {
    if (!this.#own.covers(report.reportedDomain)) {
      if (report.reportedDomain !== undefined)
        this.#otherDomains.add(report.reportedDomain, report.incidents);
      return;
    }
    this.#counts.failure++;
    this.#extend(report.arrival, report.arrival);
    this.#failures.add(`${report.sourceIp ?? ''} ${report.authFailure}`, report.incidents);
  }

  #extend(begin: Instant | undefined, end: Instant | undefined): void {
    if (begin !== undefined && begin < (this.#begin ?? '~')) this.#begin = begin;
    if (end !== undefined && end > (this.#end ?? '')) this.#end = end;
  }

  #whole(): WholeMail {
    const keys = new Map<string, Counter>();
    for (const tally of this.#byIp.values()) {
      const kind = hostKindOf(tally);
      if (kind === undefined || (keys.size >= MAX_HOST_KINDS && !keys.has(kind))) continue;
      const counter = keys.get(kind) ?? new Counter(MAX_NAMES);
      counter.addAll(tally.validSelectors);
      keys.set(kind, counter);
    }
    return { messages: this.#mail.messages, reporters: this.#reporters.size, keys };
  }
}

function failureOf({ name, messages }: { readonly name: string; readonly messages: number }): FailureGroup {
  const [sourceIp = '', ...cause] = name.split(' ');
  return { ...(sourceIp !== '' && { sourceIp }), authFailure: cause.join(' '), incidents: messages };
}
