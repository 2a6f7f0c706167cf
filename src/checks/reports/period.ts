/** How long and how recent a time the DMARC reports cover. */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

const DAY_MS = 86_400_000;
/** Two weeks hold what is sent once a week, and most of what is sent once a month is seen in four. */
const ENOUGH_DAYS = 14;
/** Reports come once a day: older than this, none have come for a while. */
const OLD_DAYS = 14;

export const reportsPeriod: Check<'reports'> = {
  id: 'reports/period',
  needs: ['reports'],
  sources: [{ title: 'RFC 9990 §3.1.1.4' }, { title: 'RFC 9989 §4.7' }],
  run: (evidence) => {
    const shelf = evidence.reports;
    const facts = valueOn(evidence, 'reports');
    if (shelf === undefined || facts === undefined) return [];
    const { domain, counts, mailPeriod, otherDomains } = facts;
    if (counts.aggregate === 0) {
      const others = otherDomains.slice(0, 5).join(', ');
      return draft(evidence, 'reports', 'unknown', 'no-reports', { domain, others, tls: counts.tls });
    }
    if (mailPeriod === undefined) return draft(evidence, 'reports', 'unknown', 'no-dates', { domain });
    const { begin, end, days } = mailPeriod;
    const age = Math.floor((Date.parse(shelf.seenAt) - Date.parse(end)) / DAY_MS);
    const data = {
      domain,
      begin: begin.slice(0, 10),
      end: end.slice(0, 10),
      days,
      age,
      reports: counts.aggregate,
      ...(counts.setAside > 0 && { setAside: counts.setAside }),
    };
    if (age > OLD_DAYS) return draft(evidence, 'reports', 'fail', 'too-old', data);
    const length = (Date.parse(end) - Date.parse(begin)) / DAY_MS;
    return length < ENOUGH_DAYS - 0.5
      ? draft(evidence, 'reports', 'fail', 'short', data)
      : draft(evidence, 'reports', 'pass', 'covered', data);
  },
};
