/** Which of the files could not be read, and why; ordinary mail among them is no fault. */
import type { UnreadableReport } from '../../findings/facts/reports.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

const MAX_NAMES = 3;

export const reportsReadable: Check<'reports'> = {
  id: 'reports/readable',
  needs: ['reports'],
  sources: [{ title: 'RFC 9990 §3.1.1' }, { title: 'RFC 8460 §4' }, { title: 'RFC 9991' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'reports');
    if (facts === undefined) return [];
    const { counts, unreadable, domain } = facts;
    const { aggregate, failure, tls, duplicates, others, elsewhere } = counts;
    const data = { domain, reports: aggregate + failure + tls, duplicates, others, elsewhere };
    if (counts.unreadable === 0) return draft(evidence, 'reports', 'pass', 'all-read', data);
    const groups = [...Map.groupBy(unreadable, ({ code }) => code)];
    const left = counts.unreadable - unreadable.length;
    return [
      ...groups.flatMap(([code, files]) =>
        draft(evidence, 'reports', 'fail', 'unreadable', { ...data, code, ...dataOf(files) }),
      ),
      ...(left === 0
        ? []
        : draft(evidence, 'reports', 'not-applicable', 'more-unreadable', { ...data, count: left })),
    ];
  },
};

function dataOf(files: readonly UnreadableReport[]) {
  const names = files
    .slice(0, MAX_NAMES)
    .map(({ path, place }) => [path, place].filter((part) => part !== '').join(' > '));
  const more = files.length > names.length ? ', …' : '';
  return { count: files.length, files: `${names.join(', ')}${more}`, reason: files[0]?.message };
}
