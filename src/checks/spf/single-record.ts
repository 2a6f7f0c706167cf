/** Does the domain publish exactly one SPF record? None leaves the domain open to forgers; two are a permerror. */
import type { Evidence } from '../../findings/evidence.ts';
import type { SpfTreeFacts } from '../../findings/facts/spf-tree.ts';
import type { Check, FindingDraft } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { mergeSpfRecords } from '../../wire/spf/index.ts';
import { draft, valueOn } from '../draft.ts';

export const spfSingleRecord: Check<'spfTree'> = {
  id: 'spf/single-record',
  needs: ['spfTree'],
  sources: [
    { title: 'RFC 7208 §3.2' },
    { title: 'RFC 7208 §4.5' },
    {
      title: 'Email sender guidelines',
      url: 'https://support.google.com/mail/answer/81126',
      seen: '2026-03-21',
    },
  ],
  run: (evidence) => {
    const facts = valueOn(evidence, 'spfTree');
    if (facts === undefined || facts.records.length === 0) return withoutRecord(evidence, facts);
    const { domain, records } = facts;
    const texts = records.map(({ text }) => text);
    const [record = ''] = texts;
    if (texts.length === 1) return said(evidence, 'pass', 'one-record', { domain, record });
    const merged = mergeSpfRecords(texts);
    // It takes the place of all of them, which `data.records` lists.
    const fixes: readonly Fix[] =
      merged === undefined ? [] : [{ kind: 'dns', name: domain, type: 'TXT', value: merged }];
    const data = { domain, count: texts.length, records: texts };
    return said(evidence, 'fail', 'several-records', data, fixes);
  },
};

function withoutRecord(evidence: Evidence, facts: SpfTreeFacts | undefined): readonly FindingDraft[] {
  const domain = facts?.domain ?? aboutName(evidence);
  // Sender ID (RFC 4406) is no SPF, and was not meant as it.
  const miss = facts?.nearMisses.find(({ kind }) => kind !== 'sender-id');
  // What sends nobody can see here: the change plan asks for it.
  if (miss === undefined) return said(evidence, 'fail', 'no-record', { domain });
  const { text, kind, meant } = miss;
  const fix =
    meant === undefined
      ? []
      : [{ kind: 'dns', name: domain, type: 'TXT', value: meant, replaces: text } as const];
  return said(evidence, 'fail', `nearly-spf-${kind}`, { domain, text, kind }, fix);
}

const aboutName = (evidence: Evidence): string => valueOn(evidence, 'about')?.name ?? '';

function said(
  evidence: Evidence,
  outcome: 'pass' | 'fail',
  message: string,
  data: { readonly domain: string } & FindingDraft['data'],
  fixes: readonly Fix[] = [],
): readonly FindingDraft[] {
  return draft(evidence, 'spfTree', outcome, message, data, {
    fixes,
    ...(data.domain !== '' && { name: data.domain }),
  });
}
