/** Alerts: what became wrong and is wrong still, and what has ended. Live. */
import './alerts.css';
import '../../watching/watching.css';
import type { Alert } from '../../api/types.ts';
import { Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { More } from '../../components/table.tsx';
import { query } from '../../router/router.ts';
import { useLoad } from '../../state/load.ts';
import { loadAll, type Whole } from '../../state/load-all.ts';
import { usePages } from '../../state/pages.ts';
import { may } from '../../state/session.ts';
import { useLive } from '../../state/use-live.ts';
import { t } from '../../texts/texts.ts';
import { AlertCard } from './alert-card.tsx';
import { AlertTabs } from './alert-tabs.tsx';

/** Open alerts are shown whole: what is loaded again must not cut what one reads. */
const LIMITS = { perPage: 200, most: 1000 };

export function AlertsPage() {
  const state = query.value.get('state') === 'closed' ? 'closed' : 'open';
  const subject = query.value.get('subject') ?? '';
  return (
    <Page title={t('alerts.title')}>
      <AlertTabs current={state} />
      {state === 'open' ? <OpenAlerts subject={subject} /> : <ClosedAlerts subject={subject} />}
    </Page>
  );
}

function OpenAlerts({ subject }: { readonly subject: string }) {
  const alerts = useLoad<Whole<Alert>>(
    (signal) => loadAll('/alerts', { state: 'open', subject }, LIMITS, signal),
    [subject],
  );
  useLive('alerts', alerts.reload);
  const replace = (changed: Alert | undefined): void => {
    const { value } = alerts;
    if (changed === undefined || value === undefined) alerts.reload();
    else alerts.set({ ...value, items: value.items.map((one) => (one.id === changed.id ? changed : one)) });
  };
  return (
    <Loaded of={alerts} loading={t('alerts.loading')}>
      {({ items }) =>
        items.length === 0 ? <Nothing state="open" /> : <AlertList alerts={items} changed={replace} />
      }
    </Loaded>
  );
}

function ClosedAlerts({ subject }: { readonly subject: string }) {
  const alerts = usePages<Alert>('/alerts', { state: 'closed', subject });
  return (
    <Loaded of={alerts} loading={t('alerts.loading')}>
      {(items) =>
        items.length === 0 ? (
          <Nothing state="closed" />
        ) : (
          <>
            <AlertList alerts={items} changed={alerts.reload} />
            <More next={alerts.next} isLoading={alerts.isLoading} load={alerts.more} />
          </>
        )
      }
    </Loaded>
  );
}

function AlertList({
  alerts,
  changed,
}: {
  readonly alerts: readonly Alert[];
  readonly changed: (alert: Alert | undefined) => void;
}) {
  return (
    <ul class="alerts">
      {alerts.map((alert) => (
        <AlertCard key={alert.id} alert={alert} changed={changed} />
      ))}
    </ul>
  );
}

function Nothing({ state }: { readonly state: 'open' | 'closed' }) {
  if (state === 'closed')
    return (
      <Empty title={t('alerts.noneClosed')}>
        <p>{t('alerts.noneClosedText')}</p>
      </Empty>
    );
  return (
    <Empty title={t('alerts.none')}>
      <p>{t('alerts.noneText')}</p>
      <p>
        <a href="/domains">{t('alerts.toDomains')}</a>
        {may('admin') && (
          <>
            {' · '}
            <a href="/alerts/targets">{t('alerts.tellSomebody')}</a>
          </>
        )}
      </p>
    </Empty>
  );
}
