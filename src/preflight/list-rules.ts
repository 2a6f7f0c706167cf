/** What a listing of a domain gives at filters: the rules that ask the list, by its codes (SpamAssassin 4.0.1, rspamd 3.4). */
import type { AuditListAnswer } from '../findings/facts/listings.ts';
import type { EngineRule } from '../findings/message-check.ts';

interface RuleNames {
  readonly rspamd: string;
  readonly SpamAssassin: string;
}

const both = (name: string): RuleNames => ({ rspamd: name, SpamAssassin: name });
const dbl = (rspamd: string, spamAssassin = rspamd): RuleNames => ({
  rspamd: `DBL_${rspamd}`,
  SpamAssassin: `URIBL_DBL_${spamAssassin}`,
});
const surbl = (rspamd: string, spamAssassin: string): RuleNames => ({
  rspamd,
  SpamAssassin: `URIBL_${spamAssassin}_SURBL`,
});

/** Whole codes. */
const byCode: Readonly<Record<string, Readonly<Record<string, RuleNames>>>> = {
  'dbl.spamhaus.org': {
    '127.0.1.2': dbl('SPAM'),
    '127.0.1.4': dbl('PHISH'),
    '127.0.1.5': dbl('MALWARE'),
    '127.0.1.6': dbl('BOTNET', 'BOTNETCC'),
    '127.0.1.102': dbl('ABUSE', 'ABUSE_SPAM'),
    '127.0.1.103': dbl('ABUSE_REDIR'),
    '127.0.1.104': dbl('ABUSE_PHISH'),
    '127.0.1.105': dbl('ABUSE_MALWARE', 'ABUSE_MALW'),
    '127.0.1.106': dbl('ABUSE_BOTNET', 'ABUSE_BOTCC'),
  },
};
/** Bits of the last octet. */
const byBit: Readonly<Record<string, readonly (readonly [bit: number, names: RuleNames])[]>> = {
  'multi.uribl.com': [
    [2, both('URIBL_BLACK')],
    [4, both('URIBL_GREY')],
    [8, both('URIBL_RED')],
  ],
  'multi.surbl.org': [
    [8, surbl('PH_SURBL_MULTI', 'PH')],
    [16, surbl('MW_SURBL_MULTI', 'MW')],
    [64, surbl('ABUSE_SURBL', 'ABUSE')],
    [128, surbl('CRACKED_SURBL', 'CR')],
  ],
};

/** One for each filter that gives points; a rule whose name is not known is called by its list. */
export function rulesOfListing({ zone, listing }: AuditListAnswer): readonly EngineRule[] {
  if (listing === undefined) return [];
  const names = listing.codes.flatMap(({ code }) => namesFor(zone, code));
  return listing.weights.map(({ filter, points }) => {
    const rules = names.map((name) => (filter in name ? name[filter as keyof RuleNames] : ''));
    const rule = rules.filter((one) => one !== '').join(', ');
    return { engine: filter, rule: rule === '' ? zone : rule, weight: points };
  });
}

function namesFor(zone: string, code: string): readonly RuleNames[] {
  const whole = byCode[zone]?.[code];
  if (whole !== undefined) return [whole];
  const octet = Number(code.slice(code.lastIndexOf('.') + 1));
  return (byBit[zone] ?? []).flatMap(([bit, names]) => ((octet & bit) === 0 ? [] : [names]));
}

/** Would one filter refuse, or call it spam, for this listing alone? */
export function isEnoughAlone({ listing }: AuditListAnswer): boolean {
  return listing?.weights.some(({ points, refuses }) => points >= refuses) === true;
}
