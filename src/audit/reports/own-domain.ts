/** Is a domain the audited one, or of the same owner? */
import { getDomain } from 'tldts';

const MAX_KNOWN = 10_000;

export class OwnDomain {
  readonly domain: string;
  readonly #organisation: string;
  readonly #known = new Map<string, string>();

  constructor(domain: string) {
    this.domain = domain;
    this.#organisation = this.organisationOf(domain);
  }

  /** The domain or one below it. */
  covers(domain: string | undefined): boolean {
    return domain !== undefined && (domain === this.domain || domain.endsWith(`.${this.domain}`));
  }

  /** Aligned in relaxed mode (RFC 9989 §3.2.10.1). */
  isAligned(domain: string): boolean {
    return domain !== '' && this.organisationOf(domain) === this.#organisation;
  }

  /** The organisational domain by the public suffix list; a name without one is its own. */
  organisationOf(domain: string): string {
    const known = this.#known.get(domain);
    if (known !== undefined) return known;
    const organisation = getDomain(domain) ?? domain;
    if (this.#known.size < MAX_KNOWN) this.#known.set(domain, organisation);
    return organisation;
  }
}
