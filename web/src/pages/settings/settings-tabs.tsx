/** The parts of the settings; those that one may not open are not offered. */
import '../../watching/watching.css';
import { may } from '../../state/session.ts';
import { t } from '../../texts/texts.ts';
import { Tabs } from '../../watching/tabs.tsx';

const parts = [
  { name: 'account', href: '/settings', needs: 'read' },
  { name: 'tokens', href: '/settings/tokens', needs: 'read' },
  { name: 'people', href: '/settings/people', needs: 'admin' },
  { name: 'server', href: '/settings/server', needs: 'admin' },
  { name: 'lists', href: '/settings/lists', needs: 'admin' },
  { name: 'targets', href: '/alerts/targets', needs: 'admin' },
  { name: 'log', href: '/settings/log', needs: 'admin' },
] as const;

export type SettingsPart = (typeof parts)[number]['name'];

export function SettingsTabs({ current }: { readonly current: SettingsPart }) {
  return (
    <Tabs
      label={t('settings.title')}
      tabs={parts
        .filter(({ needs }) => may(needs))
        .map(({ name, href }) => ({ href, label: t(`settings.part.${name}`), isCurrent: name === current }))}
    />
  );
}
