/** What an alert's own page knows beside it: who was told, and when the same was wrong before. */
import { request } from '../../api/client.ts';
import type { Answer } from '../../api/problem.ts';
import type { Page } from '../../api/shapes.ts';
import type { Alert, Delivery, Target } from '../../api/types.ts';
import { Loaded } from '../../components/states.tsx';
import { DataTable } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { useLoad } from '../../state/load.ts';
import { loadAll, type Whole } from '../../state/load-all.ts';
import { may } from '../../state/session.ts';
import { langOf, language, t } from '../../texts/texts.ts';
import { DeliveryWord } from './delivery-word.tsx';

const LIMITS = { perPage: 200, most: 1000 };

export function AlertPast({ alert }: { readonly alert: Alert }) {
  return (
    <>
      {may('admin') && <Told alert={alert} />}
      <Before alert={alert} />
    </>
  );
}

interface Sent {
  readonly delivery: Delivery;
  readonly target: string;
}

/** The latest messages of each target that are about this alert. */
async function loadSent(alertId: string, signal: AbortSignal): Promise<Answer<readonly Sent[]>> {
  const targets = await request<Page<Target>>('GET', '/targets', { signal });
  if (!targets.ok) return targets;
  const sent: Sent[] = [];
  for (const { id, name } of targets.value.items) {
    const answer = await request<Page<Delivery>>('GET', `/targets/${id}/deliveries`, {
      query: { language: language() },
      signal,
    });
    if (!answer.ok) return answer;
    const mine = answer.value.items.filter((one) => one.alertId === alertId);
    sent.push(...mine.map((delivery) => ({ delivery, target: name })));
  }
  return { ok: true, value: sent };
}

function Told({ alert: { id, state } }: { readonly alert: Alert }) {
  const sent = useLoad<readonly Sent[]>((signal) => loadSent(id, signal), [id, state, language()]);
  return (
    <>
      <h2>{t('alerts.told')}</h2>
      <Loaded of={sent}>
        {(rows) =>
          rows.length === 0 ? (
            <p>
              {t('alerts.nobodyTold')} <a href="/alerts/targets">{t('alerts.toTargets')}</a>
            </p>
          ) : (
            <DataTable
              caption={t('alerts.told')}
              rows={rows}
              keyOf={({ delivery }) => delivery.id}
              columns={[
                { id: 'who', title: t('alerts.targetName'), isHead: true, cell: ({ target }) => target },
                {
                  id: 'what',
                  title: t('alerts.what'),
                  cell: ({ delivery: { event } }) =>
                    t(event === 'closed' ? 'alerts.event.closed' : 'alerts.event.opened'),
                },
                {
                  id: 'when',
                  title: t('alerts.when'),
                  kind: 'short',
                  cell: ({ delivery: { sentAt, createdAt } }) => <Time at={sentAt ?? createdAt} />,
                },
                {
                  id: 'state',
                  title: t('alerts.result'),
                  cell: ({ delivery: { state: result, lastProblem, language: its } }) => (
                    <>
                      <DeliveryWord state={result} />
                      {lastProblem !== undefined && (
                        <div class="note" lang={langOf(its)}>
                          {lastProblem}
                        </div>
                      )}
                    </>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </>
  );
}

/** Alerts of the same cause that have closed. */
function Before({ alert: { id, key, subjectId = '' } }: { readonly alert: Alert }) {
  const closed = useLoad<Whole<Alert>>(
    (signal) => loadAll('/alerts', { state: 'closed', subject: subjectId }, LIMITS, signal),
    [subjectId],
  );
  const before = closed.value?.items.filter((one) => one.key === key && one.id !== id) ?? [];
  if (before.length === 0) return null;
  return (
    <>
      <h2>{t('alerts.before')}</h2>
      <ul>
        {before.map((one) => (
          <li key={one.id}>
            <a href={`/alerts/${one.id}`}>
              {t('watch.since')} <Time at={one.openedAt} />
            </a>
            {one.closedAt !== undefined && (
              <>
                {' · '}
                {t('alerts.closedAt')} <Time at={one.closedAt} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
