/** Is an MX host an alias? RFC 2181 §10.3 forbids it, and some senders do not follow it. */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { ofEachHost } from './mx-hosts.ts';

export const mxNotAlias: Check<'routing'> = {
  id: 'routing/mx-not-alias',
  needs: ['routing'],
  sources: [{ title: 'RFC 2181 §10.3' }, { title: 'RFC 5321 §5.1' }],
  run: (evidence) => {
    const mx = valueOn(evidence, 'routing')?.mx ?? [];
    return ofEachHost(evidence, ({ host, preference, alias, ipv4, ipv6 }, domain) => {
      if (alias !== undefined) {
        const isThere = mx.some((one) => one.host === alias);
        const value = `${preference} ${alias}`;
        const replaces = `${preference} ${host}`;
        const fixes = isThere ? [] : [{ kind: 'dns', name: domain, type: 'MX', value, replaces } as const];
        return draft(evidence, 'routing', 'fail', 'alias', { domain, host, target: alias }, { fixes });
      }
      // Without records the answer does not show the way to them.
      const isKnown = [ipv4, ipv6].some((list) => list !== 'unknown' && list.length > 0);
      return isKnown ? draft(evidence, 'routing', 'pass', 'no-alias', { domain, host }) : [];
    });
  },
};
