/** Can issuers read the CAA records? A critical property that one does not know forbids it to issue (RFC 8659 §4.1). */
import type { Check } from '../../findings/finding.ts';
import { type CaaProblem, isKnownCaaTag, problemOfCaa } from '../../wire/caa/index.ts';
import { draft, valueOn } from '../draft.ts';

const critical = 0x80;

const messages = {
  'bad-issuer': 'bad-issuer',
  'bad-parameter': 'bad-parameter',
  'bad-url': 'bad-url',
  'bad-tag': 'bad-tag',
  empty: 'empty',
} as const satisfies Readonly<Record<CaaProblem, string>>;

export const caaRecords: Check<'caa'> = {
  id: 'routing/caa-records',
  needs: ['caa'],
  sources: [{ title: 'RFC 8659 §4' }, { title: 'RFC 9495 §3' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'caa');
    if (found === undefined) return draft(evidence, 'caa', 'not-applicable', 'no-caa');
    const { foundAt: name, records } = found;
    const problems = records.flatMap(({ flags, tag, value }) => {
      const data = { name, tag, value: value.slice(0, 200) };
      if ((flags & critical) !== 0 && !isKnownCaaTag(tag))
        return draft(evidence, 'caa', 'fail', 'unknown-critical', data);
      const problem = problemOfCaa(tag, value);
      return problem === undefined ? [] : draft(evidence, 'caa', 'fail', messages[problem], data);
    });
    if (problems.length > 0) return problems;
    const unknown = records.filter(({ tag }) => !isKnownCaaTag(tag)).map(({ tag }) => tag);
    return unknown.length > 0
      ? draft(evidence, 'caa', 'pass', 'readable-with-unknown', { name, tags: unknown.join(', ') })
      : draft(evidence, 'caa', 'pass', 'readable', { name, count: records.length });
  },
};
