/** What is wrong with one name, as the Ask page shows it, each with since when it is so. */
import { failedParts, standingOf } from '../../answer/audit-parts.ts';
import { FailedFindings, FoldedFindings } from '../../answer/failed-findings.tsx';
import { InItsLanguage } from '../../answer/in-its-language.tsx';
import { toneOfSeverity } from '../../answer/marks.ts';
import { call } from '../../api/call.ts';
import type { Answer } from '../../api/problem.ts';
import type { FindingState, Subject } from '../../api/types.ts';
import { RuleName } from '../../components/finding-list.tsx';
import { Said } from '../../components/said.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { Verdict } from '../../components/verdict.tsx';
import { readDocument } from '../../documents/read.ts';
import type { AuditWords } from '../../documents/types.ts';
import { useLoad } from '../../state/load.ts';
import { may } from '../../state/session.ts';
import { language, t } from '../../texts/texts.ts';
import { SeverityWord } from '../../watching/severity.tsx';
import { matchStates } from './match-states.ts';

interface Found {
  readonly states: readonly FindingState[];
  /** undefined where the report is gone, or is of a version that cannot be shown. */
  readonly words: AuditWords | undefined;
}

async function load({ id, lastReportId }: Subject, signal: AbortSignal): Promise<Answer<Found>> {
  const query = { language: language() };
  const [states, report] = await Promise.all([
    call('GET /subjects/{id}/findings', { params: { id }, query, signal }),
    lastReportId === undefined
      ? undefined
      : call('GET /reports/{id}', { params: { id: lastReportId }, query, signal }),
  ]);
  if (!states.ok) return states;
  if (report !== undefined && !report.ok && report.problem.code !== 'not-found') return report;
  const read = report?.ok ? readDocument(report.value.document) : undefined;
  const words = read?.kind === 'audit' ? read.documents[0]?.words : undefined;
  return { ok: true, value: { states: states.value.items, words } };
}

export function DomainFindings({ subject }: { readonly subject: Subject }) {
  const { id, lastReportId, lastAuditAt } = subject;
  const found = useLoad<Found>(
    (signal) => load(subject, signal),
    [id, lastReportId, lastAuditAt, language()],
  );
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
  if (words === undefined) return <Remembered states={others} />;
  return (
    <InItsLanguage language={words.language} isOnly>
      <Verdict tone={standingOf(words)} title={words.headline} />
      <FailedFindings failed={failed} note={(finding) => <Since state={stateOf(finding)} />} />
      {others.length > 0 && <States title={t('domains.notAskedLately')} states={others} isHeld />}
      <FoldedFindings
        title={t('answer.notAnswered', { count: words.unknown.length })}
        findings={words.unknown}
      />
      <FoldedFindings title={t('answer.inOrder', { count: words.passed.length })} findings={words.passed} />
    </InItsLanguage>
  );
}

function Since({ state }: { readonly state: FindingState | undefined }) {
  if (state === undefined) return null;
  return (
    <p class="note">
      {t('watch.since')} <Time at={state.since} shows="both" />
      {state.seenTimes > 1 && ` · ${t('domains.seenTimes', { count: state.seenTimes })}`}
    </p>
  );
}

/** What is known where the report is no longer kept. */
function Remembered({ states }: { readonly states: readonly FindingState[] }) {
  const { faults, advice } = failedParts(states);
  return (
    <>
      <Verdict
        tone={faults.length > 0 ? 'bad' : 'good'}
        title={faults.length > 0 ? t('domains.toMend', { count: faults.length }) : t('domains.nothingKnown')}
      >
        <p class="note">{t('domains.reportGone')}</p>
      </Verdict>
      {faults.length > 0 && <States title={t('answer.wrong')} states={faults} />}
      {advice.length > 0 && <States title={t('answer.advice')} states={advice} />}
    </>
  );
}

/** `isHeld`: the last audit could not ask about them, or missed them once: they stand until something else is known. */
function States({
  title,
  states,
  isHeld = false,
}: {
  readonly title: string;
  readonly states: readonly FindingState[];
  readonly isHeld?: boolean;
}) {
  return (
    <section>
      <h2>{title}</h2>
      <ul class="findings">
        {states.map((state) => (
          <li key={state.key} class={isHeld ? 'unknown' : toneOfSeverity(state.severity, 'fail')}>
            <h3>
              {state.severity !== undefined && <SeverityWord severity={state.severity} />}{' '}
              <Said text={state.title} language={state.language} />
            </h3>
            <Since state={state} />
            {state.unknownSince !== undefined ? (
              <p>
                {t('domains.unknownSince')} <Time at={state.unknownSince} />
              </p>
            ) : (
              state.missedTimes > 0 && <p>{t('domains.missed')}</p>
            )}
            <RuleName name={state.check} />
          </li>
        ))}
      </ul>
    </section>
  );
}
