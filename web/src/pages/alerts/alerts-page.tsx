/** Alerts: what became wrong and is wrong still, and what has ended. Live. */
import './alerts.css';
import '../../watching/watching.css';
import type { Alert } from '../../api/types.ts';
import { Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { More } from '../../components/table.tsx';
import { query } from '../../router/router.ts';
import { usePages } from '../../state/pages.ts';
import { may } from '../../state/session.ts';
import { useLive } from '../../state/use-live.ts';
import { t } from '../../texts/texts.ts';
import { AlertCard } from './alert-card.tsx';
import { AlertTabs } from './alert-tabs.tsx';

export function AlertsPage() {
  const state = query.value.get('state') === 'closed' ? 'closed' : 'open';
  const subject = query.value.get('subject') ?? '';
  const alerts = usePages<Alert>('/alerts', { state, subject });
  useLive('alerts', alerts.reload);
  const replace = (changed: Alert | undefined): void => {
    if (changed === undefined) alerts.reload();
    else alerts.set((alerts.value ?? []).map((one) => (one.id === changed.id ? changed : one)));
  };
  return (
    <Page title={t('alerts.title')}>
      <AlertTabs current={state} />
      <Loaded of={alerts} loading={t('alerts.loading')}>
        {(items) =>
          items.length === 0 ? (
            <Nothing state={state} />
          ) : (
            <>
              <ul class="alerts">
                {items.map((alert) => (
                  <AlertCard key={alert.id} alert={alert} changed={replace} />
                ))}
              </ul>
              <More next={alerts.next} isLoading={alerts.isLoading} load={alerts.more} />
            </>
          )
        }
      </Loaded>
    </Page>
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
