/** Brand, the pages, and the menu with theme, language and sign-out. */
import { Chip } from '../components/chip.tsx';
import { waitingAlerts } from '../state/live.ts';
import { may, meta, session } from '../state/session.ts';
import { t } from '../texts/texts.ts';
import { Menu } from './menu.tsx';

const sections = [
  { id: 'ask', path: '/' },
  { id: 'reports', path: '/reports' },
  { id: 'domains', path: '/domains' },
  { id: 'messages', path: '/messages' },
  { id: 'lists', path: '/lists' },
  { id: 'alerts', path: '/alerts' },
] as const;

export function Header({ section }: { readonly section: string | undefined }) {
  const isIn = session.value !== undefined;
  return (
    <header class="top">
      <a class="brand" href={isIn || !meta.value?.publicAsk ? '/' : '/public'}>
        <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
          <path
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linejoin="round"
            d="M12 22V3M4 5h12l4 3-4 3H4zM20 13H9l-4 2.5L9 18h11z"
          />
        </svg>
        <span>Waypost</span>
      </a>
      {isIn && (
        <nav aria-label={t('shell.main')}>
          {sections.map(({ id, path }) => (
            <a key={id} href={path} aria-current={section === id ? 'page' : undefined}>
              {t(`shell.nav.${id}`)}
              {id === 'alerts' && waitingAlerts.value > 0 && (
                <>
                  {' '}
                  <Chip tone="bad" label={t('shell.waitingAlerts', { count: waitingAlerts.value })}>
                    {waitingAlerts.value}
                  </Chip>
                </>
              )}
            </a>
          ))}
        </nav>
      )}
      <div class="tools">
        {isIn && may('read') && (
          <a class="button" href="/settings" aria-current={section === 'settings' ? 'page' : undefined}>
            {t('shell.nav.settings')}
          </a>
        )}
        <Menu />
      </div>
    </header>
  );
}
