/** Does every network belong to the Internet? Private and reserved ones, and IPv4-mapped IPv6, match no sender there. */
import { networkOf } from '../../wire/spf/index.ts';
import type { SpfLint } from './lint/index.ts';
import { checkOfTree, passes, withoutTerm, withTerm } from './tree-check.ts';

export const spfUsableNetworks = checkOfTree({
  id: 'spf/usable-networks',
  sources: [{ title: 'RFC 7208 §5' }, { title: 'RFC 1918' }, { title: 'RFC 4193' }],
  fails: {
    'private-network': 'private-network',
    'reserved-network': 'reserved-network',
    'mapped-network': 'mapped-network',
  },
  cure: (lint) => (lint.code === 'mapped-network' ? asIpv4(lint) : withoutTerm(lint)),
  otherwise: passes('usable'),
});

/** '::ffff:c000:201/128' is 192.0.2.1/32. */
function asIpv4(lint: SpfLint): string | undefined {
  const [address = '', bits = '128'] = String(lint.detail.network).split('/');
  const tail = address.slice(address.lastIndexOf('ffff:') + 5).split(':');
  const [high, low] = tail.map((group) => Number.parseInt(group, 16));
  if (high === undefined || low === undefined || Number.isNaN(high + low)) return undefined;
  const ipv4 = networkOf(`${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`, Number(bits) - 96);
  return ipv4 === undefined ? undefined : withTerm(lint, `ip4:${ipv4.replace(/\/32$/, '')}`);
}
