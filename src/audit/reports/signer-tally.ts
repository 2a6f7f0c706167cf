/** Which domains sign a domain's mail, and with which selectors. */
import type { Instant } from '../../base/clock.ts';
import { ownCopy } from '../../base/own-copy.ts';
import type { ReportRecord } from '../../wire/dmarc-report/types.ts';
import { Counter } from './counter.ts';
import type { OwnDomain } from './own-domain.ts';
import type { Signer } from './types.ts';

const MAX_DOMAINS = 5_000;
const MAX_SELECTORS = 200;
const TOLD_DOMAINS = 100;
const TOLD_SELECTORS = 50;

interface Signatures {
  readonly seen: Counter;
  readonly valid: Counter;
  /** Selector → end of the latest report with a valid signature. */
  readonly lastValid: Map<string, Instant>;
  messages: number;
  passed: number;
}

export class SignerTally {
  readonly #byDomain = new Map<string, Signatures>();

  /** `end`: of the report that the record stands in. */
  add(record: ReportRecord, end: Instant | undefined): void {
    for (const { domain, selector, result } of record.dkim) {
      if (domain === '') continue;
      const signatures = this.#of(domain);
      if (signatures === undefined) continue;
      const passed = result === 'pass' ? record.count : 0;
      signatures.messages += record.count;
      signatures.passed += passed;
      if (selector === undefined) continue;
      signatures.seen.add(selector, record.count);
      if (passed > 0) {
        signatures.valid.add(selector, passed);
        const { lastValid } = signatures;
        if (end !== undefined && end > (lastValid.get(selector) ?? '') && signatures.valid.of(selector) > 0)
          lastValid.set(ownCopy(selector), end);
      }
    }
  }

  /** Own domains first, then most valid signatures. */
  summary(own: OwnDomain): readonly Signer[] {
    return [...this.#byDomain]
      .map(([domain, { seen, valid, lastValid, messages, passed }]) => ({
        domain,
        isOwn: own.isAligned(domain),
        messages,
        passed,
        selectors: seen
          .top(MAX_SELECTORS)
          .map(({ name, messages }) => {
            const last = lastValid.get(name);
            const used = { selector: name, messages, passed: valid.of(name) };
            return last === undefined ? used : { ...used, lastValid: last };
          })
          .sort((one, other) => other.passed - one.passed)
          .slice(0, TOLD_SELECTORS),
      }))
      .sort(
        (one, other) =>
          Number(other.isOwn) - Number(one.isOwn) ||
          other.passed - one.passed ||
          other.messages - one.messages,
      )
      .slice(0, TOLD_DOMAINS);
  }

  #of(domain: string): Signatures | undefined {
    const known = this.#byDomain.get(domain);
    if (known !== undefined || this.#byDomain.size >= MAX_DOMAINS) return known;
    const signatures = {
      seen: new Counter(MAX_SELECTORS),
      valid: new Counter(MAX_SELECTORS),
      lastValid: new Map(),
      messages: 0,
      passed: 0,
    };
    this.#byDomain.set(domain, signatures);
    return signatures;
  }
}
