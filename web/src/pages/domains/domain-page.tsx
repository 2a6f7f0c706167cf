/** One name: what is wrong and since when, what changed, the change plan, and how it is watched. */
import './domains.css';
import '../../watching/watching.css';
import { request } from '../../api/client.ts';
import type { Subject } from '../../api/types.ts';
import { Chip, type Tone } from '../../components/chip.tsx';
import { DangerButton } from '../../components/danger-button.tsx';
import { EvidenceTable } from '../../components/evidence-table.tsx';
import { Page } from '../../components/page.tsx';
import { SaidIn } from '../../components/said.tsx';
import { Failure, Loaded } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { toast } from '../../components/toast.tsx';
import { go, query } from '../../router/router.ts';
import type { PageProps } from '../../router/routes.ts';
import { useLoad } from '../../state/load.ts';
import { may } from '../../state/session.ts';
import { useLive } from '../../state/use-live.ts';
import { sayProblem } from '../../texts/say-problem.ts';
import { language, t } from '../../texts/texts.ts';
import { type Severity, severities } from '../../watching/severity.tsx';
import { Tabs } from '../../watching/tabs.tsx';
import { type AuditRun, useAuditNow } from './audit-now.ts';
import { DomainChanges } from './domain-changes.tsx';
import { DomainFindings } from './domain-findings.tsx';
import { DomainPlan } from './domain-plan.tsx';
import { DomainWatching } from './domain-watching.tsx';
import { standingOf } from './standing-of.ts';

/** Of the evidence that arrives the newest is shown; the report has all of it. */
const SHOWN_LINES = 12;

const views = ['wrong', 'changes', 'plan', 'watching'] as const;
type View = (typeof views)[number];

export function DomainPage({ parameters }: PageProps) {
  const id = parameters['id'] ?? '';
  const path = `/subjects/${encodeURIComponent(id)}`;
  const subject = useLoad<Subject>(
    (signal) => request('GET', path, { query: { language: language() }, signal }),
    [path, language()],
  );
  const audit = useAuditNow(id, subject.reload);
  useLive('change', subject.reload, ({ subjectId }) => subjectId === id);
  const asked = query.value.get('view');
  const view: View = views.find((one) => one === asked) ?? 'wrong';
  return (
    <Page
      title={subject.value?.name ?? t('domains.oneTitle')}
      width="wide"
      actions={
        subject.value !== undefined && (
          <Actions subject={subject.value} isRunning={audit.run.state === 'running'} start={audit.start} />
        )
      }
    >
      {subject.problem?.code === 'not-found' && (
        <p>
          <a href="/domains">{t('domains.showAll')}</a>
        </p>
      )}
      <Loaded of={subject}>
        {(one) => (
          <>
            <Standing subject={one} />
            <Running run={audit.run} cancel={audit.cancel} start={audit.start} />
            <Tabs
              label={t('domains.parts')}
              tabs={views.map((name) => ({
                href: name === 'wrong' ? `/domains/${id}` : `/domains/${id}?view=${name}`,
                label: t(`domains.part.${name}`),
                isCurrent: view === name,
              }))}
            />
            <div class="column">
              {view === 'wrong' && <DomainFindings subject={one} />}
              {view === 'changes' && <DomainChanges subject={one} />}
              {view === 'plan' && <DomainPlan subject={one} />}
              {view === 'watching' && (
                <DomainWatching subject={one} version={subject.version} set={subject.set} />
              )}
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Actions({
  subject,
  isRunning,
  start,
}: {
  readonly subject: Subject;
  readonly isRunning: boolean;
  readonly start: () => void;
}) {
  const remove = async (): Promise<void> => {
    const answer = await request('DELETE', `/subjects/${subject.id}`);
    toast(answer.ok ? t('domains.removed', { name: subject.name }) : sayProblem(answer.problem));
    if (answer.ok) go('/domains');
  };
  return (
    <div class="row">
      {may('ask') && (
        <button type="button" class="main" disabled={isRunning} onClick={start}>
          {t(isRunning ? 'domains.auditing' : 'domains.auditNow')}
        </button>
      )}
      {may('write') && (
        <DangerButton
          label={t('domains.remove')}
          title={t('domains.removeTitle', { name: subject.name })}
          text={t('domains.removeText')}
          confirm={() => void remove()}
        />
      )}
    </div>
  );
}

const toneOfCount: Readonly<Record<Severity, Tone>> = {
  critical: 'bad',
  error: 'bad',
  warning: 'you',
  notice: 'plain',
};

/** Kind, what is wrong in numbers, when it was audited and when it will be. */
function Standing({ subject }: { readonly subject: Subject }) {
  const { kind, failures, lastAuditAt, nextAuditAt, lastReportId, lastProblem, note, everyHours } = subject;
  const counts = severities.filter((severity) => failures[severity] > 0);
  return (
    <>
      <div class="chips">
        <Chip>{t(`watch.kind.${kind}`)}</Chip>
        {standingOf(subject) === 'good' && <Chip tone="good">{t('domains.nothingWrong')}</Chip>}
        {counts.map((severity) => (
          <Chip key={severity} tone={toneOfCount[severity]}>
            {t(`domains.counts.${severity}`, { count: failures[severity] })}
          </Chip>
        ))}
      </div>
      {note !== '' && <p class="letter">{note}</p>}
      <p class="note">
        {lastAuditAt === undefined ? (
          t('domains.notAudited')
        ) : (
          <>
            {t('domains.auditedAt')} <Time at={lastAuditAt} shows="both" />
          </>
        )}
        {lastReportId !== undefined && (
          <>
            {' · '}
            <a href={`/reports/${lastReportId}`}>{t('domains.wholeReport')}</a>
          </>
        )}
        {' · '}
        {everyHours === 0 || nextAuditAt === undefined ? (
          t('watch.every.never')
        ) : (
          <>
            {t('domains.next')} <Time at={nextAuditAt} shows="ago" />
          </>
        )}
      </p>
      {lastProblem !== undefined && (
        <div class="failure">
          <p>
            <SaidIn
              around={(why) => t('domains.saidNothing', { why })}
              text={lastProblem}
              language={subject.language}
            />
          </p>
        </div>
      )}
    </>
  );
}

function Running({
  run,
  cancel,
  start,
}: {
  readonly run: AuditRun;
  readonly cancel: () => void;
  readonly start: () => void;
}) {
  if (run.state === 'idle') return null;
  if (run.state === 'failed') return <Failure problem={run.problem} retry={start} />;
  const { done, total, lines, jobId } = run;
  return (
    <section class="card" aria-label={t('domains.auditing')}>
      <div class="row">
        <span class="busy" role="status">
          {total > 0 ? t('domains.progress', { done, total }) : t('domains.waiting')}
        </span>
        {may('ask') && jobId !== undefined && (
          <button type="button" onClick={cancel}>
            {t('common.cancel')}
          </button>
        )}
      </div>
      {lines.length > 0 && (
        <EvidenceTable
          lines={lines.slice(-SHOWN_LINES).map(({ state, result, question, answer, ms }) => ({
            tone: state,
            word: result,
            question,
            answer,
            ms,
            lookups: [],
          }))}
        />
      )}
    </section>
  );
}
