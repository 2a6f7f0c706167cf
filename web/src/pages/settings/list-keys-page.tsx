/** Keys of DNS lists that want one: given, replaced, taken away; never shown. */
import './settings.css';
import { useSignal } from '@preact/signals';
import { request } from '../../api/client.ts';
import type { ListKey } from '../../api/types.ts';
import { StateWord } from '../../components/chip.tsx';
import { Confirm, Dialog } from '../../components/dialog.tsx';
import { Form, TextField } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { DataTable } from '../../components/table.tsx';
import { toast } from '../../components/toast.tsx';
import { useLoad } from '../../state/load.ts';
import { sayProblem } from '../../texts/say-problem.ts';
import { t } from '../../texts/texts.ts';
import { SettingsTabs } from './settings-tabs.tsx';

interface Asks {
  readonly what: 'give' | 'remove';
  readonly list: ListKey;
}

const isWeb = (url: string | undefined): url is string => url !== undefined && /^https?:\/\//.test(url);

export function ListKeysPage() {
  const keys = useLoad<{ readonly items: readonly ListKey[] }>(
    (signal) => request('GET', '/list-keys', { signal }),
    [],
  );
  const asks = useSignal<Asks | undefined>(undefined);
  const close = (): void => {
    asks.value = undefined;
  };
  const remove = async (zone: string): Promise<void> => {
    const answer = await request('DELETE', `/list-keys/${encodeURIComponent(zone)}`);
    toast(answer.ok ? t('settings.keyRemoved', { zone }) : sayProblem(answer.problem));
    keys.reload();
  };
  return (
    <Page title={t('settings.part.lists')} width="wide">
      <SettingsTabs current="lists" />
      <p>{t('settings.keysText')}</p>
      <Loaded of={keys}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('settings.noKeyedLists')} />
          ) : (
            <DataTable
              caption={t('settings.part.lists')}
              rows={items}
              keyOf={({ zone }) => zone}
              columns={[
                {
                  id: 'zone',
                  title: t('settings.list'),
                  isHead: true,
                  cell: ({ zone }) => <code>{zone}</code>,
                },
                {
                  id: 'has',
                  title: t('settings.key'),
                  cell: ({ hasKey }) => (
                    <StateWord tone={hasKey ? 'good' : 'unknown'}>
                      {t(hasKey ? 'settings.hasKey' : 'settings.hasNoKey')}
                    </StateWord>
                  ),
                },
                {
                  id: 'where',
                  title: t('settings.keyFrom'),
                  cell: ({ keyUrl }) =>
                    isWeb(keyUrl) && (
                      <a href={keyUrl} target="_blank" rel="noreferrer noopener">
                        {keyUrl}
                      </a>
                    ),
                },
                {
                  id: 'do',
                  title: t('settings.change'),
                  cell: (list) => (
                    <div class="row">
                      <button
                        type="button"
                        onClick={() => {
                          asks.value = { what: 'give', list };
                        }}
                      >
                        {t(list.hasKey ? 'settings.replaceKey' : 'settings.giveKey')}
                        <span class="unseen"> {list.zone}</span>
                      </button>
                      {list.hasKey && (
                        <button
                          type="button"
                          class="danger"
                          onClick={() => {
                            asks.value = { what: 'remove', list };
                          }}
                        >
                          {t('settings.remove')}
                          <span class="unseen"> {list.zone}</span>
                        </button>
                      )}
                    </div>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {asks.value?.what === 'give' && (
        <GiveKey
          zone={asks.value.list.zone}
          close={close}
          given={() => {
            close();
            toast(t('common.saved'));
            keys.reload();
          }}
        />
      )}
      {asks.value?.what === 'remove' && (
        <Confirm
          title={t('settings.removeKey', { zone: asks.value.list.zone })}
          text={t('settings.removeKeyText')}
          label={t('settings.remove')}
          confirm={() => void remove(asks.value?.list.zone ?? '')}
          close={close}
        />
      )}
    </Page>
  );
}

function GiveKey({
  zone,
  given,
  close,
}: {
  readonly zone: string;
  readonly given: () => void;
  readonly close: () => void;
}) {
  return (
    <Dialog title={t('settings.keyOf', { zone })} close={close}>
      <Form<undefined>
        label={t('common.save')}
        send={async (values) => {
          const answer = await request<undefined>('PUT', `/list-keys/${encodeURIComponent(zone)}`, {
            body: { key: values.text('key') },
          });
          if (answer.ok || answer.problem.code !== 'bad-key') return answer;
          return {
            ok: false,
            problem: { ...answer.problem, errors: [{ path: 'key', message: t('fault.bad-key') }] },
          };
        }}
        say={({ code }) => (code === 'bad-key' ? t('settings.keyWrong') : undefined)}
        done={given}
        actions={
          <button type="button" onClick={close}>
            {t('common.cancel')}
          </button>
        }
      >
        <TextField
          name="key"
          type="password"
          label={t('settings.key')}
          hint={t('settings.keyHint')}
          autoComplete="off"
          spellcheck={false}
          required
        />
      </Form>
    </Dialog>
  );
}
