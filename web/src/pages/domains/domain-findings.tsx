/** What is wrong with one name, as the Ask page shows it, each with since when it is so. */
import { request } from '../../api/client.ts';
import type { Answer } from '../../api/problem.ts';
import type { FindingState, Report, Subject } from '../../api/types.ts';
import { FindingList } from '../../components/finding-list.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { Verdict } from '../../components/verdict.tsx';
import { readDocument } from '../../documents/read.ts';
import type { AuditFinding, AuditWords } from '../../documents/types.ts';
import { useLoad } from '../../state/load.ts';
import { may } from '../../state/session.ts';
import { t } from '../../texts/texts.ts';
import { SeverityWord } from '../../watching/severity.tsx';
import { matchStates } from './match-states.ts';

interface Found {
  readonly states: readonly FindingState[];
  /** undefined where the report is gone, or is of a version that cannot be shown. */
  readonly words: AuditWords | undefined;
}

async function load({ id, lastReportId }: Subject, signal: AbortSignal): Promise<Answer<Found>> {
  const [states, report] = await Promise.all([
    request<{ readonly items: readonly FindingState[] }>('GET', `/subjects/${id}/findings`, { signal }),
    lastReportId === undefined ? undefined : request<Report>('GET', `/reports/${lastReportId}`, { signal }),
  ]);
  if (!states.ok) return states;
  if (report !== undefined && !report.ok && report.problem.code !== 'not-found') return report;
  const read = report?.ok ? readDocument(report.value.document) : undefined;
  const words = read?.kind === 'audit' ? read.documents[0]?.words : undefined;
  return { ok: true, value: { states: states.value.items, words } };
}

export function DomainFindings({ subject }: { readonly subject: Subject }) {
  const { id, lastReportId, lastAuditAt } = subject;
  const found = useLoad<Found>((signal) => load(subject, signal), [id, lastReportId, lastAuditAt]);
  if (lastAuditAt === undefined)
    return (
      <Empty title={t('domains.notAudited')}>
        <p>{t(may('ask') ? 'domains.auditFirst' : 'domains.auditComes')}</p>
      </Empty>
    );
  return <Loaded of={found}>{(value) => <Findings {...value} />}</Loaded>;
}

function Findings({ states, words }: Found) {
  const failed = words?.failed ?? [];
  const { stateOf, others } = matchStates(failed, states);
  return (
    <>
      {words !== undefined && <Verdict tone={toneOf(words)} title={words.headline} />}
      {failed.length > 0 && (
        <>
          <h2>{t('answer.wrong')}</h2>
          <FindingList findings={failed} note={(finding) => <Since state={stateOf(finding)} />} />
        </>
      )}
      {others.length > 0 && <Others states={others} isAll={words === undefined} />}
      {words !== undefined && (
        <>
          <Folded title={t('answer.notAnswered', { count: words.unknown.length })} findings={words.unknown} />
          <Folded title={t('answer.inOrder', { count: words.passed.length })} findings={words.passed} />
        </>
      )}
    </>
  );
}

const toneOf = ({ failed, unknown, passed }: AuditWords): 'bad' | 'good' | 'unknown' =>
  failed.some(({ severity }) => severity !== 'notice')
    ? 'bad'
    : passed.length === 0 && unknown.length > 0
      ? 'unknown'
      : 'good';

function Since({ state }: { readonly state: FindingState | undefined }) {
  if (state === undefined) return null;
  return (
    <p class="note">
      {t('watch.since')} <Time at={state.since} shows="both" />
      {state.seenTimes > 1 && ` · ${t('domains.seenTimes', { count: state.seenTimes })}`}
    </p>
  );
}

/** Failures that the last audit could not ask about, or missed once: they stand until something else is known. */
function Others({ states, isAll }: { readonly states: readonly FindingState[]; readonly isAll: boolean }) {
  return (
    <>
      <h2>{t(isAll ? 'answer.wrong' : 'domains.notAskedLately')}</h2>
      {isAll && <p class="note">{t('domains.reportGone')}</p>}
      <ul class="findings">
        {states.map((state) => (
          <li key={state.key} class={isAll ? 'bad' : 'unknown'}>
            <h3>
              {state.severity !== undefined && <SeverityWord severity={state.severity} />}
              {state.title}
            </h3>
            {state.unknownSince !== undefined ? (
              <p>
                {t('domains.unknownSince')} <Time at={state.unknownSince} />
              </p>
            ) : (
              state.missedTimes > 0 && <p>{t('domains.missed')}</p>
            )}
            <Since state={state} />
            <p class="note mono">{state.check}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Folded({ title, findings }: { readonly title: string; readonly findings: readonly AuditFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <FindingList findings={findings} />
    </details>
  );
}
