/** The browsers where one is signed in; each can be signed out from here. */
import { request } from '../../api/client.ts';
import type { Page } from '../../api/shapes.ts';
import type { Device } from '../../api/types.ts';
import { Chip } from '../../components/chip.tsx';
import { Loaded } from '../../components/states.tsx';
import { DataTable } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { toast } from '../../components/toast.tsx';
import { useLoad } from '../../state/load.ts';
import { sayProblem } from '../../texts/say-problem.ts';
import { t } from '../../texts/texts.ts';
import { nameOfBrowser } from './name-of-browser.ts';

export function DeviceList() {
  const devices = useLoad<Page<Device>>((signal) => request('GET', '/session/devices', { signal }), []);
  const end = async (id: string): Promise<void> => {
    const answer = await request('DELETE', `/session/devices/${id}`);
    toast(answer.ok ? t('settings.deviceEnded') : sayProblem(answer.problem));
    devices.reload();
  };
  return (
    <Loaded of={devices}>
      {({ items }) => (
        <DataTable
          caption={t('settings.devices')}
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'browser',
              title: t('settings.browser'),
              isHead: true,
              cell: ({ userAgent, isThis }) => (
                <>
                  <span title={userAgent}>{nameOfBrowser(userAgent) ?? t('settings.someBrowser')}</span>{' '}
                  {isThis && <Chip tone="good">{t('settings.thisBrowser')}</Chip>}
                </>
              ),
            },
            { id: 'ip', title: t('settings.ip'), cell: ({ ip }) => <code>{ip}</code> },
            { id: 'since', title: t('settings.signedIn'), cell: ({ createdAt }) => <Time at={createdAt} /> },
            {
              id: 'seen',
              title: t('settings.lastSeen'),
              cell: ({ lastSeenAt }) => <Time at={lastSeenAt} shows="ago" />,
            },
            {
              id: 'end',
              title: t('shell.signOut'),
              cell: ({ id, isThis, userAgent }) =>
                !isThis && (
                  <button type="button" onClick={() => void end(id)}>
                    {t('shell.signOut')}
                    <span class="unseen"> {nameOfBrowser(userAgent)}</span>
                  </button>
                ),
            },
          ]}
        />
      )}
    </Loaded>
  );
}
