/** The parts of the alert pages: open ones, closed ones, where they are sent. */
import { may } from '../../state/session.ts';
import { t } from '../../texts/texts.ts';
import { Tabs } from '../../watching/tabs.tsx';

export function AlertTabs({ current }: { readonly current: 'open' | 'closed' | 'targets' }) {
  const tabs = [
    { name: 'open', href: '/alerts', label: t('alerts.openOnes') },
    { name: 'closed', href: '/alerts?state=closed', label: t('alerts.closedOnes') },
    ...(may('admin') ? [{ name: 'targets', href: '/alerts/targets', label: t('alerts.targets') }] : []),
  ];
  return (
    <Tabs
      label={t('alerts.parts')}
      tabs={tabs.map(({ name, href, label }) => ({ href, label, isCurrent: name === current }))}
    />
  );
}
