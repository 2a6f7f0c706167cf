/** Who changed what, from where: nothing changes or removes a line but age. */
import './settings.css';
import type { AuditLogEntry } from '../../api/types.ts';
import { Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { DataTable, More } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { usePages } from '../../state/pages.ts';
import { hasText, t } from '../../texts/texts.ts';
import { SettingsTabs } from './settings-tabs.tsx';

/** 'person.changed' in words; the action itself where the catalogue does not know it. */
function sayAction(action: string): string {
  const key = `settings.did.${action.replaceAll('.', '-')}`;
  return hasText(key) ? t(key) : action;
}

function sayDetails(data: AuditLogEntry['data']): string {
  return Object.entries(data)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

export function LogPage() {
  const log = usePages<AuditLogEntry>('/audit-log');
  return (
    <Page title={t('settings.part.log')} width="wide">
      <SettingsTabs current="log" />
      <Loaded of={log}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t('settings.noLog')} />
          ) : (
            <>
              <DataTable
                caption={t('settings.part.log')}
                rows={items}
                keyOf={({ id }) => id}
                columns={[
                  { id: 'at', title: t('settings.when'), kind: 'short', cell: ({ at }) => <Time at={at} /> },
                  {
                    id: 'who',
                    title: t('settings.who'),
                    kind: 'short',
                    cell: ({ actor: { name, kind } }) => (
                      <>
                        {name}
                        {kind !== 'person' && <div class="note">{t(`settings.actor.${kind}`)}</div>}
                      </>
                    ),
                  },
                  {
                    id: 'what',
                    title: t('settings.what'),
                    isHead: true,
                    cell: ({ action, target }) => (
                      <>
                        <span title={action}>{sayAction(action)}</span>
                        <div class="note mono">{target}</div>
                      </>
                    ),
                  },
                  {
                    id: 'details',
                    title: t('settings.details'),
                    cell: ({ data }) => <span class="mono">{sayDetails(data)}</span>,
                  },
                  {
                    id: 'ip',
                    title: t('settings.ip'),
                    kind: 'short',
                    cell: ({ ip }) => ip !== undefined && <code>{ip}</code>,
                  },
                ]}
              />
              <More next={log.next} isLoading={log.isLoading} load={log.more} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
