/** The zones that the tests of the browser ask about. Test support. */
import type { LabZone } from '../lab/dns-lab.ts';

/** It sends from 192.0.2.10, takes no mail (RFC 7505), so that nothing is connected to, and has no DMARC record; 192.0.2.99, whose bounce is pasted, is not allowed. */
const shop = (spf: string): LabZone => ({
  name: 'shop.test',
  isSigned: false,
  records: `@ IN MX 0 .
${spf}
s1._domainkey IN TXT "v=DKIM1; k=rsa; p="
`,
});

const single = '@ IN TXT "v=spf1 ip4:192.0.2.10 -all"';

/** Nothing is wrong with it, and there is advice. */
const quiet: LabZone = {
  name: 'quiet.test',
  isSigned: false,
  records: '@ IN MX 0 .\n@ IN TXT "v=spf1 -all"\n_dmarc IN TXT "v=DMARC1; p=reject"\n',
};

export const zones: readonly LabZone[] = [shop(single), quiet];
/** A second SPF record: receivers take none of the two (RFC 7208 §4.5). */
export const brokenZones: readonly LabZone[] = [
  shop(`${single}\n@ IN TXT "v=spf1 ip4:198.51.100.7 ~all"`),
  quiet,
];
