/** The sender's domain, where the words of a refusal name it: 'SPF [example.org] … did not pass', 'sending domain [EXAMPLE.ORG]'. */
import { normaliseDomain } from '../wire/address/index.ts';

/** Words after which receivers name the domain that they judged (Google, Microsoft, Yahoo and others write them so). */
const KEYWORDS = [
  'header.from=',
  'spf [',
  'sending domain ',
  'sender domain ',
  'domain of ',
  'dmarc policy of ',
  'from domain ',
  'unauthenticated email from ',
  'on behalf of ',
  'due to domain ',
  'mail from domain ',
];
const MAX_DOMAIN = 253;

const isDomainChar = (code: number): boolean =>
  (code >= 48 && code <= 57) ||
  (code >= 97 && code <= 122) ||
  code === 0x2d ||
  code === 0x2e ||
  code === 0x5f;

/** The host-like run at `start`, brackets and quotes passed over; undefined where it is no domain of two labels or more. */
function domainAt(lower: string, start: number): string | undefined {
  let begin = start;
  while (begin < lower.length && ' [(<"\''.includes(lower.charAt(begin))) begin++;
  let end = begin;
  while (end < lower.length && end - begin <= MAX_DOMAIN && isDomainChar(lower.charCodeAt(end))) end++;
  // An address follows: its domain is read with it.
  if (lower.charAt(end) === '@') return domainAt(lower, end + 1);
  const run = lower.slice(begin, end).replace(/\.$/, '');
  const labels = run.split('.');
  const top = labels.at(-1) ?? '';
  const isDomain =
    labels.length > 1 && labels.every((label) => label !== '') && /^[a-z]{2,24}$|^xn--/.test(top);
  return isDomain ? normaliseDomain(run) : undefined;
}

/** What is judged for a domain; the domain stands behind it: 'SPF record of example.org', 'DMARC check failed for domain x'. */
const JUDGED = ['spf', 'dkim', 'dmarc'];
const LINK = /\b(?:of|for|domain) (?:the )?(?:(?:sender|sending|from) )?(?:domain )?/g;
/** Characters behind the keyword in which its domain may stand. */
const MAX_BEHIND = 70;
const MAX_TRIED = 10;

/** The domain that a judgement behind one of the keywords is about, in the same sentence. */
function judgedDomain(lower: string): string | undefined {
  for (const keyword of JUDGED) {
    let at = lower.indexOf(keyword);
    for (let tried = 0; at !== -1 && tried < MAX_TRIED; tried++) {
      const from = at + keyword.length;
      const sentence = lower.slice(from, from + MAX_BEHIND).split(/[.!?] |\n|:\/\//, 1)[0] ?? '';
      for (const link of sentence.matchAll(LINK)) {
        const domain = domainAt(lower, from + link.index + link[0].length);
        if (domain !== undefined) return domain;
      }
      at = lower.indexOf(keyword, from);
    }
  }
  return undefined;
}

/** 'due to example.org's DMARC policy': there the domain stands before. */
function ownerOfPolicy(lower: string): string | undefined {
  for (const words of ["'s dmarc policy", '’s dmarc policy']) {
    const at = lower.indexOf(words);
    const before = /[a-z0-9._-]{3,253}$/.exec(
      lower.slice(Math.max(0, at - MAX_DOMAIN), Math.max(0, at)),
    )?.[0];
    const domain = before === undefined ? undefined : domainAt(before, 0);
    if (domain !== undefined) return domain;
  }
  return undefined;
}

/** The first domain that the words accuse. */
export function findSenderDomain(text: string): string | undefined {
  const lower = text.toLowerCase();
  for (const keyword of KEYWORDS) {
    const at = lower.indexOf(keyword);
    if (at === -1) continue;
    const domain = domainAt(lower, at + keyword.length);
    if (domain !== undefined) return domain;
  }
  return ownerOfPolicy(lower) ?? judgedDomain(lower);
}
