/** Does a DMARC record speak for the domain, its own or one above it (RFC 9989 §4.10)? */
import type { DmarcTreeFacts } from '../../findings/facts/dmarc-tree.ts';
import type { Check } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { mendDmarcRecord } from '../../wire/dmarc/index.ts';
import { draft, valueOn } from '../draft.ts';
import { appliedRecord, ownReportAddress, voidRecord } from './record-of.ts';

export const dmarcRecordFound: Check<'dmarcTree' | 'routing'> = {
  id: 'dmarc/record-found',
  needs: ['dmarcTree', 'routing'],
  sources: [{ title: 'RFC 9989 §4.10' }, { title: 'RFC 9989 §4.10.1' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'dmarcTree');
    if (facts === undefined) return [];
    const applied = appliedRecord(facts);
    const { domain } = facts;
    const name = `_dmarc.${domain}`;
    if (applied !== undefined) {
      const message = applied.isInherited ? 'inherited' : 'found';
      const aliases = facts.aliases.join(' → ');
      return draft(evidence, 'dmarcTree', 'pass', message, {
        ...applied.data,
        ...(aliases !== '' && { aliases }),
      });
    }
    if (voidRecord(facts) !== undefined)
      return draft(evidence, 'dmarcTree', 'not-applicable', 'void', { domain, name });
    const own = facts.walk[0];
    if (Array.isArray(own?.records) && own.records.length > 0)
      return draft(evidence, 'dmarcTree', 'not-applicable', 'several', { domain, name });
    return draft(evidence, 'dmarcTree', ...missing(facts, name, ownReportAddress(facts.domain, evidence)));
  },
};

function missing(
  facts: DmarcTreeFacts,
  name: string,
  address: string | undefined,
): readonly ['fail', string, Record<string, string>, { fixes: readonly Fix[] }] {
  const { domain } = facts;
  const publish = (value: string, replaces?: string): Fix => ({
    kind: 'dns',
    name,
    type: 'TXT',
    value,
    ...(replaces !== undefined && { replaces }),
  });
  const first = publish(`v=DMARC1; p=none${address === undefined ? '' : `; rua=${address}`}`);
  const [lookalike] = facts.walk[0]?.lookalikes ?? [];
  if (lookalike !== undefined) {
    const mended = mendDmarcRecord(lookalike);
    const fixes = mended === undefined ? [first] : [publish(mended, lookalike)];
    return ['fail', 'not-a-record', { domain, name, record: lookalike }, { fixes }];
  }
  const [stray] = facts.misplaced;
  if (stray !== undefined) {
    const data = { domain, name, place: stray.name, record: stray.record };
    return ['fail', 'misplaced', data, { fixes: [publish(stray.record)] }];
  }
  return ['fail', 'not-found', { domain, name }, { fixes: [first] }];
}
