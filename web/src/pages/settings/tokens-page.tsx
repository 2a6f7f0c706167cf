/** API tokens: what programs show instead of a password. Made with scopes and an end, shown once. */
import './settings.css';
import { useSignal } from '@preact/signals';
import { request } from '../../api/client.ts';
import type { Answer } from '../../api/problem.ts';
import type { NewToken, Person, Token } from '../../api/types.ts';
import { StateWord } from '../../components/chip.tsx';
import { Record } from '../../components/copy.tsx';
import { Confirm, Dialog } from '../../components/dialog.tsx';
import { Form, SelectField, TextField } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { type Column, DataTable } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { toast } from '../../components/toast.tsx';
import { atFields } from '../../forms/say-fault.ts';
import { useLoad } from '../../state/load.ts';
import { loadAll } from '../../state/load-all.ts';
import { may, person } from '../../state/session.ts';
import { sayProblem } from '../../texts/say-problem.ts';
import { t } from '../../texts/texts.ts';
import { SettingsTabs } from './settings-tabs.tsx';
import { chosenScopes, ScopeFields } from './token-scopes.tsx';

const LIMITS = { perPage: 200, most: 2000 };
const LIFETIMES = ['30', '90', '365', 'never'] as const;

interface Tokens {
  readonly tokens: readonly Token[];
  /** Id → name; administrators see everybody's. */
  readonly names: ReadonlyMap<string, string>;
}

async function load(signal: AbortSignal): Promise<Answer<Tokens>> {
  const [tokens, people] = await Promise.all([
    loadAll<Token>('/tokens', {}, LIMITS, signal),
    may('admin') ? loadAll<Person>('/people', {}, LIMITS, signal) : undefined,
  ]);
  if (!tokens.ok) return tokens;
  if (people !== undefined && !people.ok) return people;
  const names = new Map(people?.value.items.map(({ id, name }) => [id, name]));
  return { ok: true, value: { tokens: tokens.value.items, names } };
}

export function TokensPage() {
  const tokens = useLoad<Tokens>(load, []);
  const isAdding = useSignal(false);
  const made = useSignal<NewToken | undefined>(undefined);
  const removing = useSignal<Token | undefined>(undefined);
  const remove = async ({ id, name }: Token): Promise<void> => {
    const answer = await request('DELETE', `/tokens/${id}`);
    toast(answer.ok ? t('settings.tokenRemoved', { name }) : sayProblem(answer.problem));
    tokens.reload();
  };
  const add = (
    <button
      type="button"
      class="main"
      onClick={() => {
        isAdding.value = true;
      }}
    >
      {t('settings.addToken')}
    </button>
  );
  return (
    <Page title={t('settings.part.tokens')} width="wide" actions={add}>
      <SettingsTabs current="tokens" />
      <p>{t('settings.tokensText')}</p>
      <Loaded of={tokens}>
        {({ tokens: items, names }) =>
          items.length === 0 ? (
            <Empty title={t('settings.noTokens')}>
              <p>{t('settings.noTokensText')}</p>
            </Empty>
          ) : (
            <DataTable
              caption={t('settings.part.tokens')}
              rows={items}
              keyOf={({ id }) => id}
              columns={columnsOf(names, (token) => {
                removing.value = token;
              })}
            />
          )
        }
      </Loaded>
      {isAdding.value && (
        <AddToken
          close={() => {
            isAdding.value = false;
          }}
          added={(token) => {
            isAdding.value = false;
            made.value = token;
            tokens.reload();
          }}
        />
      )}
      {made.value !== undefined && (
        <Made
          token={made.value}
          close={() => {
            made.value = undefined;
          }}
        />
      )}
      {removing.value !== undefined && (
        <RemoveToken
          token={removing.value}
          remove={(token) => void remove(token)}
          close={() => {
            removing.value = undefined;
          }}
        />
      )}
    </Page>
  );
}

function columnsOf(
  names: ReadonlyMap<string, string>,
  remove: (token: Token) => void,
): readonly Column<Token>[] {
  const isSeveral = names.size > 1;
  return [
    {
      id: 'name',
      title: t('settings.name'),
      isHead: true,
      cell: ({ name, hint }) => (
        <>
          {name}
          <div class="note mono">{hint}…</div>
        </>
      ),
    },
    ...(isSeveral
      ? [
          {
            id: 'whose',
            title: t('settings.whose'),
            cell: ({ personId }: Token) => names.get(personId) ?? person.value?.name ?? '',
          },
        ]
      : []),
    {
      id: 'scopes',
      title: t('settings.mayDo'),
      cell: ({ scopes }) => scopes.map((scope) => t(`settings.scopeName.${scope}`)).join(', '),
    },
    { id: 'made', title: t('settings.made'), cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      id: 'used',
      title: t('settings.lastUsed'),
      cell: ({ lastUsedAt }) =>
        lastUsedAt === undefined ? t('settings.neverUsed') : <Time at={lastUsedAt} shows="ago" />,
    },
    { id: 'ends', title: t('settings.expires'), cell: ({ expiresAt }) => <Expiry at={expiresAt} /> },
    {
      id: 'remove',
      title: t('settings.remove'),
      cell: (token) => (
        <button type="button" class="danger" onClick={() => remove(token)}>
          {t('settings.remove')}
          <span class="unseen"> {token.name}</span>
        </button>
      ),
    },
  ];
}

function Expiry({ at }: { readonly at: string | undefined }) {
  if (at === undefined) return <>{t('settings.lifetime.never')}</>;
  if (Date.parse(at) > Date.now()) return <Time at={at} />;
  return (
    <>
      <StateWord tone="bad">{t('settings.expired')}</StateWord> <Time at={at} />
    </>
  );
}

function AddToken({
  added,
  close,
}: {
  readonly added: (token: NewToken) => void;
  readonly close: () => void;
}) {
  return (
    <Dialog title={t('settings.addToken')} close={close}>
      <Form<NewToken>
        label={t('settings.makeToken')}
        send={async (values) => {
          const days = Number(values.text('days'));
          const scopes = chosenScopes(values);
          if (scopes.length === 0)
            return {
              ok: false,
              problem: { code: 'no-scope', status: 422, title: '', detail: t('fault.no-scope') },
            };
          return atFields(
            await request<NewToken>('POST', '/tokens', {
              body: { name: values.text('name'), scopes, ...(Number.isInteger(days) && { days }) },
            }),
          );
        }}
        done={added}
        actions={
          <button type="button" onClick={close}>
            {t('common.cancel')}
          </button>
        }
      >
        <TextField
          name="name"
          label={t('settings.name')}
          hint={t('settings.tokenNameHint')}
          maxLength={100}
          required
        />
        <SelectField
          name="days"
          label={t('settings.expires')}
          value="90"
          choices={LIFETIMES.map((value) => ({ value, label: t(`settings.lifetime.${value}`) }))}
        />
        <ScopeFields />
      </Form>
    </Dialog>
  );
}

function Made({ token, close }: { readonly token: NewToken; readonly close: () => void }) {
  return (
    <Dialog title={t('settings.tokenMade', { name: token.name })} close={close}>
      <p>{t('settings.tokenOnce')}</p>
      <Record text={token.token} isSecret />
      <p class="note">{t('settings.tokenUse')}</p>
      <div class="row end">
        <button type="button" class="main" onClick={close}>
          {t('settings.tokenKept')}
        </button>
      </div>
    </Dialog>
  );
}

function RemoveToken({
  token,
  remove,
  close,
}: {
  readonly token: Token;
  readonly remove: (token: Token) => void;
  readonly close: () => void;
}) {
  return (
    <Confirm
      title={t('settings.removeToken', { name: token.name })}
      text={t('settings.removeTokenText')}
      label={t('settings.remove')}
      confirm={() => remove(token)}
      close={close}
    />
  );
}
