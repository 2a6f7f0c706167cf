/** An alert: cause, evidence, fix, since when, whose turn; acknowledged or muted by people. */
import { useSignal } from '@preact/signals';
import { toneOfMark } from '../../answer/marks.ts';
import { request } from '../../api/client.ts';
import type { Alert } from '../../api/types.ts';
import { Chip } from '../../components/chip.tsx';
import { Letter, Record } from '../../components/copy.tsx';
import { Lookups } from '../../components/evidence-table.tsx';
import { RuleName, Sources } from '../../components/finding-list.tsx';
import { Time } from '../../components/time.tsx';
import { toast } from '../../components/toast.tsx';
import { may } from '../../state/session.ts';
import { sayProblem } from '../../texts/say-problem.ts';
import { t } from '../../texts/texts.ts';
import { SeverityWord } from '../../watching/severity.tsx';
import { MuteDialog } from './mute-dialog.tsx';
import { isMuted } from './mute-until.ts';
import { type AlertFinding, readFinding } from './read-finding.ts';

/** null ends a muting. */
interface AlertChange {
  readonly acknowledged?: boolean;
  readonly mutedUntil?: string | null;
}

interface AlertCardProps {
  readonly alert: Alert;
  /** It was changed, here or elsewhere: undefined asks to load it again. */
  readonly changed: (alert: Alert | undefined) => void;
}

export function AlertCard({ alert, changed }: AlertCardProps) {
  const { id, title, severity, state } = alert;
  const said = readFinding(alert);
  return (
    <li class={`alert ${state === 'open' ? toneOfMark(said.finding.mark) : 'closed'}`}>
      <h2>
        <SeverityWord severity={severity} />{' '}
        <a class="row-link" href={`/alerts/${id}`}>
          {title}
        </a>
      </h2>
      <AlertChips alert={alert} />
      <Body said={said} />
      <Links alert={alert} />
      {state === 'open' && may('write') && <Actions alert={alert} changed={changed} />}
    </li>
  );
}

function AlertChips({ alert }: { readonly alert: Alert }) {
  const { state, turn, openedAt, closedAt, acknowledgedAt, acknowledgedBy, mutedUntil } = alert;
  return (
    <>
      <div class="chips">
        <Chip tone={state === 'open' ? 'bad' : 'good'}>{t(`alerts.state.${state}`)}</Chip>
        {turn !== '' && <Chip tone="you">{turn}</Chip>}
        {acknowledgedAt !== undefined && (
          <Chip>
            {acknowledgedBy === undefined || acknowledgedBy === ''
              ? t('alerts.acknowledged')
              : t('alerts.acknowledgedBy', { who: acknowledgedBy })}
          </Chip>
        )}
        {isMuted(mutedUntil, Date.now()) && mutedUntil !== undefined && (
          <Chip>
            {t('alerts.mutedUntil')} <Time at={mutedUntil} />
          </Chip>
        )}
      </div>
      <p class="note">
        {t('watch.since')} <Time at={openedAt} shows="both" />
        {closedAt !== undefined && (
          <>
            {' · '}
            {t('alerts.closedAt')} <Time at={closedAt} shows="both" />
          </>
        )}
      </p>
    </>
  );
}

/** Cause, fix and evidence; what the title says already is not said again. */
function Body({ said: { finding, also } }: { readonly said: AlertFinding }) {
  const { reply, todo, records, commands, contacts, sources, lookups, check } = finding;
  return (
    <>
      {reply !== '' && (
        <>
          <p class="note">{t('answer.replyWouldBe')}</p>
          <blockquote class="said">{reply}</blockquote>
        </>
      )}
      {todo !== '' && (
        <p>
          <strong>{t('alerts.todo')}</strong> {todo}
        </p>
      )}
      {[...records, ...commands].map((text) => (
        <Record key={text} text={text} />
      ))}
      {contacts.map((letter) => (
        <Letter key={letter} text={letter} />
      ))}
      {also.length > 0 && (
        <details>
          <summary>{t('alerts.also', { count: also.length })}</summary>
          <ul>
            {also.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
      <Sources sources={sources} />
      <Lookups lookups={lookups} />
      {check !== '' && <RuleName name={check} />}
    </>
  );
}

function Links({ alert: { subjectId, reportId, key } }: { readonly alert: Alert }) {
  const isOwn = key.startsWith('notifications|');
  return (
    <p>
      {subjectId !== undefined && <a href={`/domains/${subjectId}`}>{t('alerts.toName')}</a>}
      {subjectId !== undefined && reportId !== undefined && ' · '}
      {reportId !== undefined && <a href={`/reports/${reportId}`}>{t('alerts.toReport')}</a>}
      {isOwn && may('admin') && <a href="/alerts/targets">{t('alerts.toTargets')}</a>}
    </p>
  );
}

function Actions({ alert, changed }: AlertCardProps) {
  const isChoosing = useSignal(false);
  const isBusy = useSignal(false);
  const { id, version, acknowledgedAt, mutedUntil, title } = alert;
  const change = async (body: AlertChange): Promise<void> => {
    if (isBusy.value) return;
    isBusy.value = true;
    const answer = await request<Alert>('PATCH', `/alerts/${id}`, { body, version: `"${version}"` });
    isBusy.value = false;
    if (answer.ok) {
      toast(t('common.saved'));
      changed(answer.value);
      return;
    }
    const isElsewhere = answer.problem.code === 'changed-elsewhere';
    toast(isElsewhere ? t('alerts.changedElsewhere') : sayProblem(answer.problem));
    if (isElsewhere || answer.problem.code === 'not-found') changed(undefined);
  };
  const isAcknowledged = acknowledgedAt !== undefined;
  return (
    <div class="row">
      <button
        type="button"
        class={isAcknowledged ? '' : 'main'}
        onClick={() => void change({ acknowledged: !isAcknowledged })}
      >
        {t(isAcknowledged ? 'alerts.takeBack' : 'alerts.acknowledge')}
        <span class="unseen"> {title}</span>
      </button>
      {isMuted(mutedUntil, Date.now()) ? (
        <button type="button" onClick={() => void change({ mutedUntil: null })}>
          {t('alerts.unmute')}
          <span class="unseen"> {title}</span>
        </button>
      ) : (
        <button
          type="button"
          onClick={() => {
            isChoosing.value = true;
          }}
        >
          {t('alerts.mute')}
          <span class="unseen"> {title}</span>
        </button>
      )}
      {isChoosing.value && (
        <MuteDialog
          mute={(until) => void change({ mutedUntil: until })}
          close={() => {
            isChoosing.value = false;
          }}
        />
      )}
    </div>
  );
}
