/** Alerts: what became wrong and is wrong still, and what has ended. Live. */
import './alerts.css';
import '../../watching/watching.css';
import type { Alert } from '../../api/types.ts';
import { Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { query } from '../../router/router.ts';
import { useLoad } from '../../state/load.ts';
import { loadAll, type Whole } from '../../state/load-all.ts';
import { may } from '../../state/session.ts';
import { useLive } from '../../state/use-live.ts';
import { language, t } from '../../texts/texts.ts';
import { AlertList } from './alert-list.tsx';
import { AlertTabs } from './alert-tabs.tsx';
import { useNames } from './use-names.ts';

/** Shown whole: what is loaded again must not cut what one reads, and a search must find it. */
const LIMITS = { perPage: 200, most: 1000 };

export function AlertsPage() {
  const state = query.value.get('state') === 'closed' ? 'closed' : 'open';
  const subject = query.value.get('subject') ?? '';
  return (
    <Page title={t('alerts.title')}>
      <AlertTabs current={state} />
      <Alerts key={state} state={state} subject={subject} />
    </Page>
  );
}

function Alerts({ state, subject }: { readonly state: 'open' | 'closed'; readonly subject: string }) {
  const alerts = useLoad<Whole<Alert>>(
    (signal) => loadAll('/alerts', { state, subject, language: language() }, LIMITS, signal),
    [state, subject, language()],
  );
  const nameOf = useNames();
  useLive('alerts', alerts.reload);
  const replace = (changed: Alert | undefined): void => {
    const { value } = alerts;
    if (changed === undefined || value === undefined) alerts.reload();
    else alerts.set({ ...value, items: value.items.map((one) => (one.id === changed.id ? changed : one)) });
  };
  return (
    <Loaded of={alerts} loading={t('alerts.loading')}>
      {({ items, isCut }) =>
        items.length === 0 ? (
          <Nothing state={state} />
        ) : (
          <>
            {subject !== '' && (
              <p>
                {t('alerts.ofName', { name: nameOf(subject) ?? '…' })}{' '}
                <a href={state === 'open' ? '/alerts' : '/alerts?state=closed'}>{t('alerts.showAll')}</a>
              </p>
            )}
            {isCut && <p class="note">{t('alerts.cut', { count: LIMITS.most })}</p>}
            <AlertList alerts={items} nameOf={nameOf} changed={replace} />
          </>
        )
      }
    </Loaded>
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
