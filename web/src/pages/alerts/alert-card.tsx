/** An alert: cause, evidence, fix, since when, whose turn; acknowledged or muted by people. */
import { useSignal } from '@preact/signals';
import { toneOfMark } from '../../answer/marks.ts';
import type { Alert } from '../../api/types.ts';
import { Chip } from '../../components/chip.tsx';
import { Commands } from '../../components/commands.tsx';
import { Letter, Record } from '../../components/copy.tsx';
import { Lookups } from '../../components/evidence-table.tsx';
import { RuleName, Sources } from '../../components/finding-list.tsx';
import { Reply } from '../../components/reply.tsx';
import { Said, SaidIn } from '../../components/said.tsx';
import { Time } from '../../components/time.tsx';
import { toast } from '../../components/toast.tsx';
import { may } from '../../state/session.ts';
import { sayProblem } from '../../texts/say-problem.ts';
import { shorten } from '../../texts/shorten.ts';
import { langOf, t } from '../../texts/texts.ts';
import { SeverityWord } from '../../watching/severity.tsx';
import { type AlertChange, changeAlert } from './change-alert.ts';
import { MuteDialog } from './mute-dialog.tsx';
import { isMuted } from './mute-until.ts';
import { type AlertFinding, concernsOf, readFinding } from './read-finding.ts';

type NameOf = (subjectId: string) => string | undefined;

interface AlertCardProps {
  readonly alert: Alert;
  /** What a watched name is called. */
  readonly nameOf: NameOf;
  /** On its own page everything is open, and its title is the page's. */
  readonly isAlone?: boolean;
  /** undefined: it cannot be chosen. */
  readonly isChosen?: boolean;
  readonly choose?: (isChosen: boolean) => void;
  /** It was changed, here or elsewhere: undefined asks to load it again. */
  readonly changed: (alert: Alert | undefined) => void;
}

export function AlertCard({ alert, nameOf, isAlone = false, isChosen, choose, changed }: AlertCardProps) {
  const { id, title, severity, state } = alert;
  const lang = langOf(alert.language);
  const said = readFinding(alert);
  return (
    <li class={`alert ${state === 'open' ? toneOfMark(said.finding.mark) : 'closed'}`}>
      <h2>
        {isChosen !== undefined && (
          <label class="check">
            <input
              type="checkbox"
              checked={isChosen}
              onChange={(event) => choose?.(event.currentTarget.checked)}
            />
            <span class="unseen">
              <SaidIn
                around={(name) => t('alerts.chooseOne', { title: name })}
                text={shorten(title)}
                language={alert.language}
              />
            </span>
          </label>
        )}
        <SeverityWord severity={severity} />{' '}
        {isAlone ? (
          <Said text={title} language={alert.language} />
        ) : (
          <a class="row-link" href={`/alerts/${id}`} lang={lang}>
            {title}
          </a>
        )}
      </h2>
      <AlertChips alert={alert} />
      {isAlone ? (
        <Body said={said} lang={lang} />
      ) : (
        <details>
          <summary>
            {t('alerts.whatToDo')}
            <span class="unseen" lang={lang}>
              {' '}
              {shorten(title)}
            </span>
          </summary>
          <Body said={said} lang={lang} />
        </details>
      )}
      <Links alert={alert} nameOf={nameOf} />
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
        {turn !== '' && (
          <Chip tone="you">
            <Said text={turn} language={alert.language} />
          </Chip>
        )}
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
function Body({
  said: { finding, also },
  lang,
}: {
  readonly said: AlertFinding;
  readonly lang: string | undefined;
}) {
  const { reply, todo, records, commands, contacts, sources, lookups, check } = finding;
  return (
    <>
      {reply !== '' && (
        <>
          <p class="note">{t('answer.replyWouldBe')}</p>
          <Reply text={reply} />
        </>
      )}
      {todo !== '' && (
        <p>
          <strong>{t('alerts.todo')}</strong> <span lang={lang}>{todo}</span>
        </p>
      )}
      {records.map((record) => (
        <Record key={record} text={record} />
      ))}
      <Commands lines={commands} />
      {contacts.map((letter) => (
        <Letter key={letter} text={letter} />
      ))}
      {also.length > 0 && (
        <details>
          <summary>{t('alerts.also', { count: also.length })}</summary>
          <ul>
            {also.map((line) => (
              <li key={line} lang={lang}>
                {line}
              </li>
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

function Links({ alert, nameOf }: { readonly alert: Alert; readonly nameOf: NameOf }) {
  const { subjectId, reportId, key } = alert;
  const isOwn = key.startsWith('notifications|');
  const { names, more } = concernsOf(alert);
  const own =
    subjectId === undefined ? [] : [{ id: subjectId, name: nameOf(subjectId) ?? t('alerts.toName') }];
  const shown = names.length > 0 ? names : own;
  return (
    <p>
      {shown.map(({ id, name }, place) => (
        <span key={id}>
          {place > 0 && ', '}
          <a href={`/domains/${id}`}>{name}</a>
        </span>
      ))}
      {more > 0 && ` ${t('alerts.moreNames', { count: more })}`}
      {shown.length > 0 && reportId !== undefined && ' · '}
      {reportId !== undefined && <a href={`/reports/${reportId}`}>{t('alerts.toReport')}</a>}
      {isOwn && may('admin') && <a href="/alerts/targets">{t('alerts.toTargets')}</a>}
    </p>
  );
}

function Actions({ alert, changed }: Pick<AlertCardProps, 'alert' | 'changed'>) {
  const isChoosing = useSignal(false);
  const isBusy = useSignal(false);
  const { acknowledgedAt, mutedUntil } = alert;
  const title = shorten(alert.title);
  const lang = langOf(alert.language);
  const change = async (body: AlertChange): Promise<void> => {
    if (isBusy.value) return;
    isBusy.value = true;
    const answer = await changeAlert(alert, body);
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
        <span class="unseen" lang={lang}>
          {' '}
          {title}
        </span>
      </button>
      {isMuted(mutedUntil, Date.now()) ? (
        <button type="button" onClick={() => void change({ mutedUntil: null })}>
          {t('alerts.unmute')}
          <span class="unseen" lang={lang}>
            {' '}
            {title}
          </span>
        </button>
      ) : (
        <button
          type="button"
          onClick={() => {
            isChoosing.value = true;
          }}
        >
          {t('alerts.mute')}
          <span class="unseen" lang={lang}>
            {' '}
            {title}
          </span>
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
