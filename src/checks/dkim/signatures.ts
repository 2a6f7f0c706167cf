/** Which of several signatures count: those of the author's domain, where there are any (RFC 9989 §4.4.1). */
import type { DkimFacts } from '../../findings/evidence.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { domainOrBare } from '../../wire/address/index.ts';

export type Signature = DkimFacts['signatures'][number];

/** Signatures whose domain is the From domain, above it or below it; all of them where none is. */
export function relevantSignatures(
  signatures: readonly Signature[],
  facts: ReplyFacts,
): readonly Signature[] {
  const author = domainOrBare(facts.headerFrom ?? facts.sender) ?? '';
  const own = signatures.filter(({ domain }) => author !== '' && isRelated(domain.toLowerCase(), author));
  return own.length > 0 ? own : signatures;
}

function isRelated(domain: string, author: string): boolean {
  return domain === author || author.endsWith(`.${domain}`) || domain.endsWith(`.${author}`);
}
