/** Who sends as the domain, and which sources need something done (RFC 9990 §3.1.1.7): one finding a source. */
import type { ReportedSource, ReportsFacts, SourceVerdict } from '../../findings/facts/reports.ts';
import type { Check, FindingDraft } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { findingOfSource } from './source-findings.ts';

/** Of services that may be strangers; the rest is counted. */
const MAX_UNALIGNED = 10;

type Needed = Parameters<Check<'reports' | 'spfTree'>['run']>[0];

export const reportsSources: Check<'reports' | 'spfTree'> = {
  id: 'reports/sources',
  needs: ['reports', 'spfTree'],
  sources: [{ title: 'RFC 9990 §3.1.1.7' }, { title: 'RFC 9990 §3.1.6' }, { title: 'RFC 7960 §3' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'reports');
    if (facts === undefined || facts.mail.messages === 0)
      return draft(evidence, 'reports', 'not-applicable', 'no-mail');
    const { domain, sources } = facts;
    const unaligned = sources.filter(({ verdict }) => verdict === 'unaligned-service');
    const left = new Set(unaligned.slice(MAX_UNALIGNED));
    const told = sources.filter((source) => !left.has(source));
    const needing = told.flatMap((source): readonly FindingDraft[] => {
      const found = findingOfSource(source, domain, evidence);
      if (found === undefined) return [];
      const { outcome, message, data, fixes, confidence } = found;
      return draft(evidence, 'reports', outcome, message, data, { fixes, confidence });
    });
    const failing = needing.filter(({ outcome }) => outcome === 'fail');
    const count = sources.length + facts.rest.sources;
    const { messages } = facts.mail;
    return [
      ...(failing.length === 0
        ? draft(evidence, 'reports', 'pass', 'nothing-to-do', { domain, count, messages })
        : []),
      ...needing,
      ...counted(evidence, 'more-unaligned', [...left], facts),
      ...counted(evidence, 'strangers', ofVerdict(facts, 'unauthorised'), facts),
      ...counted(evidence, 'forwarders', ofVerdict(facts, 'forwarder'), facts),
    ];
  },
};

const ofVerdict = ({ sources }: ReportsFacts, wanted: SourceVerdict): readonly ReportedSource[] =>
  sources.filter(({ verdict }) => verdict === wanted);

/** Several sources as one note. */
function counted(
  evidence: Needed,
  message: string,
  sources: readonly ReportedSource[],
  { domain }: ReportsFacts,
): readonly FindingDraft[] {
  if (sources.length === 0) return [];
  const data = {
    domain,
    count: sources.length,
    messages: sources.reduce((sum, { mail }) => sum + mail.messages, 0),
    names: sources
      .slice(0, 5)
      .map(({ name }) => name)
      .join(', '),
  };
  return draft(evidence, 'reports', 'not-applicable', message, data);
}
