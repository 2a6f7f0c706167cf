/** An audit: findings worst first with their fixes, the change plan, what is in order and what could not be asked. */
import { StateWord } from '../components/chip.tsx';
import { FoldedAnswers, SHOWN_WHOLE } from '../components/lazy-details.tsx';
import { DataTable } from '../components/table.tsx';
import { Verdict } from '../components/verdict.tsx';
import type { AuditDocument, AuditWords } from '../documents/types.ts';
import { t } from '../texts/texts.ts';
import { standingOf } from './audit-parts.ts';
import { FailedFindings, FoldedFindings } from './failed-findings.tsx';
import { Givable } from './givable.tsx';
import { toneOfMark } from './marks.ts';
import { PlanSteps } from './plan-steps.tsx';

export function AuditAnswer({ documents }: { readonly documents: readonly AuditDocument[] }) {
  if (documents.length > SHOWN_WHOLE)
    return (
      <FoldedAnswers
        answers={documents.map(({ subject, words }) => ({
          key: subject.name,
          tone: words === undefined ? 'unknown' : standingOf(words),
          headline: words?.headline ?? subject.name,
          draw: () => words !== undefined && <OneAudit words={words} />,
        }))}
      />
    );
  return (
    <>
      {documents.map(({ subject, words }) =>
        words === undefined ? (
          <Verdict
            key={subject.name}
            tone="unknown"
            title={t('answer.withoutWords', { name: subject.name })}
          />
        ) : (
          <OneAudit key={subject.name} words={words} />
        ),
      )}
    </>
  );
}

function OneAudit({ words }: { readonly words: AuditWords }) {
  const { unknown, passed, providers, notChecked, plan, reports, spfTree } = words;
  return (
    <>
      <Verdict tone={standingOf(words)} title={words.headline}>
        <p class="note">{words.counts}</p>
      </Verdict>
      <FailedFindings failed={words.failed} />
      {plan !== undefined && (
        <>
          <h2>{t('answer.plan')}</h2>
          <PlanSteps plan={plan} />
        </>
      )}
      {reports !== undefined && (
        <>
          <h2>{t('answer.reports')}</h2>
          <ReportsTable reports={reports} />
        </>
      )}
      <FoldedFindings title={t('answer.providers', { count: providers.length })} findings={providers} />
      <h2>{t('answer.more')}</h2>
      <FoldedFindings title={t('answer.notAnswered', { count: unknown.length })} findings={unknown} />
      <FoldedFindings title={t('answer.inOrder', { count: passed.length })} findings={passed} />
      {spfTree !== undefined && (
        <details>
          <summary>{spfTree.title}</summary>
          <ul class="tree mono">
            {spfTree.lines.map(({ depth, term, note }, place) => (
              <li key={`${place} ${term}`} data-depth={Math.min(depth, 8)}>
                {term} <span class="note">{note}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {notChecked.length > 0 && (
        <details>
          <summary>{t('answer.notChecked')}</summary>
          <Givable sentences={notChecked} />
        </details>
      )}
    </>
  );
}

function ReportsTable({ reports }: { readonly reports: NonNullable<AuditWords['reports']> }) {
  const [source = '', messages = '', spf = '', dkim = '', dmarc = '', verdict = ''] = reports.columns;
  return (
    <>
      <p>{reports.headline}</p>
      <DataTable
        caption={reports.headline}
        rows={reports.rows}
        keyOf={(row) => row.source}
        columns={[
          { id: 'source', title: source, isHead: true, cell: (row) => row.source },
          { id: 'messages', title: messages, kind: 'number', cell: (row) => row.messages },
          { id: 'spf', title: spf, kind: 'number', cell: (row) => row.spf },
          { id: 'dkim', title: dkim, kind: 'number', cell: (row) => row.dkim },
          { id: 'dmarc', title: dmarc, kind: 'number', cell: (row) => row.dmarc },
          {
            id: 'verdict',
            title: verdict,
            cell: (row) => (
              <>
                <StateWord tone={toneOfMark(row.mark)}>{row.verdict}</StateWord> {row.todo}
              </>
            ),
          },
        ]}
      />
      {reports.rest !== '' && <p class="note">{reports.rest}</p>}
    </>
  );
}
