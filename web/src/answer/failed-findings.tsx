/** What an audit found: what is to be mended apart from what is advice; the rest folded. */
import type { ComponentChildren } from 'preact';
import { FindingList } from '../components/finding-list.tsx';
import type { AuditFinding } from '../documents/types.ts';
import { t } from '../texts/texts.ts';
import { failedParts } from './audit-parts.ts';

/** `note`: something beside a finding, as since when it is so. */
export function FailedFindings({
  failed,
  note,
}: {
  readonly failed: readonly AuditFinding[];
  readonly note?: (finding: AuditFinding) => ComponentChildren;
}) {
  const { faults, advice } = failedParts(failed);
  const parts = [
    { title: t('answer.wrong'), findings: faults },
    { title: t('answer.advice'), findings: advice },
  ];
  return (
    <>
      {parts.map(
        ({ title, findings }) =>
          findings.length > 0 && (
            <section key={title}>
              <h2>{title}</h2>
              <FindingList findings={findings} {...(note !== undefined && { note })} />
            </section>
          ),
      )}
    </>
  );
}

export function FoldedFindings({
  title,
  findings,
}: {
  readonly title: string;
  readonly findings: readonly AuditFinding[];
}) {
  if (findings.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <FindingList findings={findings} />
    </details>
  );
}
