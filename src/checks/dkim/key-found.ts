/** Is a key published where the selector says (RFC 6376 §3.6.2.1), and not at a name beside it? */
import type { DkimKeyFacts } from '../../findings/facts/dkim-key.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { isMeantAsKey, keyName } from './key-of.ts';

export const dkimKeyFound: Check<'dkimKey'> = {
  id: 'dkim/key-found',
  needs: ['dkimKey'],
  sources: [{ title: 'RFC 6376 §3.6.2.1' }, { title: 'RFC 6376 §6.1.2' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'dkimKey');
    if (facts === undefined) return [];
    const { domain, selector, origin, records, provider } = facts;
    const name = keyName(facts);
    const data = { domain, selector, name, origin, ...(provider !== undefined && { provider }) };
    const key = records.find(isMeantAsKey);
    if (key !== undefined) return draft(evidence, 'dkimKey', 'pass', 'found', { ...data, record: key });
    if (facts.isDangling) {
      const target = facts.aliases.at(-1) ?? '';
      return draft(evidence, 'dkimKey', 'not-applicable', 'behind-alias', { ...data, target });
    }
    const look = { kind: 'command' as const, line: `dig +short TXT ${name}` };
    const [stray] = facts.misplaced;
    if (stray !== undefined) {
      const moved = { kind: 'dns' as const, name, type: 'TXT', value: stray.record };
      const more = { fixes: [moved, look] };
      return draft(evidence, 'dkimKey', 'fail', 'misplaced', { ...data, place: stray.name }, more);
    }
    return draft(evidence, 'dkimKey', ...notFound(facts, data), { fixes: [look] });
  },
};

function notFound<T extends object>(
  { records, isWildcard, origin }: DkimKeyFacts,
  data: T,
): readonly ['fail' | 'not-applicable', string, T & { record?: string }] {
  const [record] = records;
  // A provider's documented selector without a key means that the domain does not send there with its own name.
  if (origin === 'provider' && (record === undefined || isWildcard === true))
    return ['not-applicable', 'not-used', data];
  if (record === undefined) return ['fail', 'not-found', data];
  return ['fail', isWildcard === true ? 'wildcard' : 'other-record', { ...data, record }];
}
