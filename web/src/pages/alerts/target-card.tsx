/** One place where alerts are sent: what it is, what came of the last messages, test, change, remove. */
import { useSignal } from '@preact/signals';
import { request } from '../../api/client.ts';
import type { Problem } from '../../api/problem.ts';
import type { Delivery, Target, TestResult } from '../../api/types.ts';
import { Chip } from '../../components/chip.tsx';
import { Confirm, Dialog } from '../../components/dialog.tsx';
import { Said } from '../../components/said.tsx';
import { Failure, Loaded } from '../../components/states.tsx';
import { DataTable } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { toast } from '../../components/toast.tsx';
import { useLoad } from '../../state/load.ts';
import { sayProblem } from '../../texts/say-problem.ts';
import { langOf, language, t } from '../../texts/texts.ts';
import { DeliveryWord } from './delivery-word.tsx';
import { ChangeTarget } from './target-form.tsx';
import { readEmail, readUrl } from './target-values.ts';
import { TestOutcome } from './test-outcome.tsx';

type Tried =
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly result: TestResult }
  | { readonly state: 'failed'; readonly problem: Problem };

export function TargetCard({ target, reload }: { readonly target: Target; readonly reload: () => void }) {
  const { id, kind, name, settings, leastSeverity, isEnabled, hasSecret, lastDelivery } = target;
  const asks = useSignal<'change' | 'remove' | undefined>(undefined);
  const tried = useSignal<Tried | undefined>(undefined);
  const close = (): void => {
    asks.value = undefined;
  };
  const test = async (): Promise<void> => {
    if (tried.value?.state === 'running') return;
    tried.value = { state: 'running' };
    const answer = await request<TestResult>('POST', `/targets/${id}/test`, {
      query: { language: language() },
    });
    tried.value = answer.ok
      ? { state: 'done', result: answer.value }
      : { state: 'failed', problem: answer.problem };
    reload();
  };
  const remove = async (): Promise<void> => {
    const answer = await request('DELETE', `/targets/${id}`);
    toast(answer.ok ? t('alerts.targetRemoved', { name }) : sayProblem(answer.problem));
    reload();
  };
  const { host, port, to } = readEmail(settings);
  return (
    <li class="target">
      <h2>{name}</h2>
      <div class="chips">
        <Chip>{t(`alerts.kind.${kind}`)}</Chip>
        <Chip>{t(`watch.least.${leastSeverity}`)}</Chip>
        {!isEnabled && <Chip tone="you">{t('alerts.isNotSent')}</Chip>}
        {kind === 'webhook' && <Chip>{t(hasSecret ? 'alerts.signed' : 'alerts.unsigned')}</Chip>}
      </div>
      <p class="mono">{kind === 'webhook' ? readUrl(settings) : `${host}:${port} → ${to.join(', ')}`}</p>
      {lastDelivery !== undefined && <LastDelivery delivery={lastDelivery} />}
      <div class="row">
        <button
          type="button"
          class="main"
          disabled={tried.value?.state === 'running'}
          onClick={() => void test()}
        >
          {t(tried.value?.state === 'running' ? 'alerts.testing' : 'alerts.test')}
          <span class="unseen"> {name}</span>
        </button>
        <button
          type="button"
          onClick={() => {
            asks.value = 'change';
          }}
        >
          {t('alerts.change')}
          <span class="unseen"> {name}</span>
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => {
            asks.value = 'remove';
          }}
        >
          {t('alerts.remove')}
          <span class="unseen"> {name}</span>
        </button>
      </div>
      <div role="status">{tried.value?.state === 'done' && <TestOutcome result={tried.value.result} />}</div>
      {tried.value?.state === 'failed' && <Failure problem={tried.value.problem} />}
      <Deliveries id={id} seen={lastDelivery?.id ?? ''} />
      {asks.value === 'change' && (
        <Dialog title={t('alerts.changeTitle', { name })} close={close}>
          <ChangeTarget
            target={target}
            close={close}
            done={(_, isMine) => {
              if (isMine) {
                toast(t('common.saved'));
                close();
              }
              reload();
            }}
          />
        </Dialog>
      )}
      {asks.value === 'remove' && (
        <Confirm
          title={t('alerts.removeTitle', { name })}
          text={t('alerts.removeText')}
          label={t('alerts.remove')}
          confirm={() => void remove()}
          close={close}
        />
      )}
    </li>
  );
}

function LastDelivery({
  delivery: { state, createdAt, sentAt, lastProblem, language: its },
}: {
  readonly delivery: Delivery;
}) {
  return (
    <p class="note">
      {t('alerts.lastMessage')} <DeliveryWord state={state} /> <Time at={sentAt ?? createdAt} />
      {lastProblem !== undefined && state !== 'sent' && (
        <>
          {' · '}
          <Said text={lastProblem} language={its} />
        </>
      )}
    </p>
  );
}

/** `seen`: a newer delivery loads the list again. */
function Deliveries({ id, seen }: { readonly id: string; readonly seen: string }) {
  const isOpen = useSignal(false);
  return (
    <details
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{t('alerts.deliveries')}</summary>
      {isOpen.value && <DeliveryList key={seen} id={id} />}
    </details>
  );
}

function DeliveryList({ id }: { readonly id: string }) {
  const list = useLoad<{ readonly items: readonly Delivery[] }>(
    (signal) => request('GET', `/targets/${id}/deliveries`, { query: { language: language() }, signal }),
    [id, language()],
  );
  return (
    <Loaded of={list}>
      {({ items }) =>
        items.length === 0 ? (
          <p class="note">{t('alerts.noDeliveries')}</p>
        ) : (
          <DataTable
            caption={t('alerts.deliveries')}
            rows={items}
            keyOf={(delivery) => delivery.id}
            columns={[
              {
                id: 'when',
                title: t('alerts.when'),
                kind: 'short',
                cell: ({ sentAt, createdAt }) => <Time at={sentAt ?? createdAt} />,
              },
              {
                id: 'what',
                title: t('alerts.what'),
                isHead: true,
                cell: ({ event, alertId }) =>
                  alertId === '' ? (
                    t('alerts.event.test')
                  ) : (
                    <a href={`/alerts/${alertId}`}>
                      {t(event === 'closed' ? 'alerts.event.closed' : 'alerts.event.opened')}
                    </a>
                  ),
              },
              {
                id: 'state',
                title: t('alerts.result'),
                cell: ({ state, lastProblem, language: its, nextAt, attempts }) => (
                  <>
                    <DeliveryWord state={state} />
                    {state === 'waiting' && attempts > 0 && (
                      <>
                        {' '}
                        {t('alerts.nextTry')} <Time at={nextAt} shows="ago" />
                      </>
                    )}
                    {lastProblem !== undefined && (
                      <div class="note" lang={langOf(its)}>
                        {lastProblem}
                      </div>
                    )}
                  </>
                ),
              },
              { id: 'tries', title: t('alerts.tries'), kind: 'number', cell: ({ attempts }) => attempts },
            ]}
          />
        )
      }
    </Loaded>
  );
}
