/** One alert under its own address: what messages link to. */
import './alerts.css';
import '../../watching/watching.css';
import { request } from '../../api/client.ts';
import type { Alert } from '../../api/types.ts';
import { Page } from '../../components/page.tsx';
import { Loaded } from '../../components/states.tsx';
import type { PageProps } from '../../router/routes.ts';
import { useLoad } from '../../state/load.ts';
import { useLive } from '../../state/use-live.ts';
import { langOf, language, t } from '../../texts/texts.ts';
import { AlertCard } from './alert-card.tsx';
import { AlertPast } from './alert-past.tsx';
import { AlertTabs } from './alert-tabs.tsx';
import { readFinding } from './read-finding.ts';
import { useNames } from './use-names.ts';

export function AlertPage({ parameters }: PageProps) {
  const path = `/alerts/${encodeURIComponent(parameters['id'] ?? '')}`;
  const alert = useLoad<Alert>(
    (signal) => request('GET', path, { query: { language: language() }, signal }),
    [path, language()],
  );
  const nameOf = useNames();
  useLive('alerts', alert.reload);
  return (
    <Page
      title={alert.value === undefined ? t('alerts.oneTitle') : readFinding(alert.value).finding.label}
      lang={langOf(alert.value?.language ?? language())}
    >
      <AlertTabs current={alert.value?.state ?? 'open'} />
      {alert.problem?.code === 'not-found' && (
        <p>
          <a href="/alerts">{t('alerts.showAll')}</a>
        </p>
      )}
      <Loaded of={alert}>
        {(one) => (
          <>
            <ul class="alerts">
              <AlertCard
                alert={one}
                nameOf={nameOf}
                isAlone
                changed={(next) => (next === undefined ? alert.reload() : alert.set(next))}
              />
            </ul>
            <AlertPast key={one.id} alert={one} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
