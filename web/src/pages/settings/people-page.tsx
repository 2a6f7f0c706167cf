/** People, for administrators: who may sign in, with which role. */
import './settings.css';
import { useSignal } from '@preact/signals';
import { request } from '../../api/client.ts';
import type { Person } from '../../api/types.ts';
import { Chip, StateWord } from '../../components/chip.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Form, SelectField, TextField } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { Loaded } from '../../components/states.tsx';
import { type Column, DataTable } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { toast } from '../../components/toast.tsx';
import { atFields } from '../../forms/say-fault.ts';
import { useLoad } from '../../state/load.ts';
import { loadAll, type Whole } from '../../state/load-all.ts';
import { person, startSession } from '../../state/session.ts';
import { language, languages, t } from '../../texts/texts.ts';
import { MIN_PASSWORD } from './password-length.ts';
import { PersonDialog } from './person-dialog.tsx';
import { roleChoices } from './roles.ts';
import { SettingsTabs } from './settings-tabs.tsx';

const LIMITS = { perPage: 200, most: 1000 };

export function PeoplePage() {
  const people = useLoad<Whole<Person>>((signal) => loadAll('/people', {}, LIMITS, signal), []);
  const isAdding = useSignal(false);
  const opened = useSignal<string | undefined>(undefined);
  const one = people.value?.items.find(({ id }) => id === opened.value);
  const changed = (id: string): void => {
    people.reload();
    // One's own role or name stands in the frame of the page.
    if (id === person.value?.id) void startSession();
  };
  return (
    <Page
      title={t('settings.part.people')}
      width="wide"
      actions={
        <button
          type="button"
          class="main"
          onClick={() => {
            isAdding.value = true;
          }}
        >
          {t('settings.addPerson')}
        </button>
      }
    >
      <SettingsTabs current="people" />
      <Loaded of={people}>
        {({ items }) => (
          <DataTable
            caption={t('settings.part.people')}
            rows={items}
            keyOf={({ id }) => id}
            columns={columns((id) => {
              opened.value = id;
            })}
          />
        )}
      </Loaded>
      <dl class="facts">
        {roleChoices().map(({ value, label }) => (
          <div key={value}>
            <dt>{label}</dt>
            <dd>{t(`settings.roleText.${value}`)}</dd>
          </div>
        ))}
      </dl>
      {isAdding.value && (
        <AddPerson
          close={() => {
            isAdding.value = false;
          }}
          added={({ name }) => {
            isAdding.value = false;
            toast(t('settings.personAdded', { name }));
            people.reload();
          }}
        />
      )}
      {one !== undefined && (
        <PersonDialog
          key={one.id}
          person={one}
          changed={() => changed(one.id)}
          close={() => {
            opened.value = undefined;
          }}
        />
      )}
    </Page>
  );
}

const columns = (open: (id: string) => void): readonly Column<Person>[] => [
  {
    id: 'name',
    title: t('settings.name'),
    isHead: true,
    cell: ({ id, name, email }) => (
      <>
        {name} {id === person.value?.id && <Chip>{t('settings.you')}</Chip>}
        <div class="note">{email}</div>
      </>
    ),
  },
  { id: 'role', title: t('settings.role'), cell: ({ role }) => t(`words.role.${role}`) },
  {
    id: 'state',
    title: t('settings.mayEnter'),
    cell: ({ isDisabled, hasTotp }) => (
      <>
        <StateWord tone={isDisabled ? 'bad' : 'good'}>
          {t(isDisabled ? 'settings.disabled' : 'settings.active')}
        </StateWord>
        {hasTotp && <div class="note">{t('settings.withFactor')}</div>}
      </>
    ),
  },
  {
    id: 'language',
    title: t('shell.language'),
    cell: ({ language: tag }) => t(`shell.languages.${tag}`),
  },
  { id: 'since', title: t('settings.since'), cell: ({ createdAt }) => <Time at={createdAt} /> },
  {
    id: 'change',
    title: t('settings.change'),
    cell: ({ id, name }) => (
      <button type="button" onClick={() => open(id)}>
        {t('settings.change')}
        <span class="unseen"> {name}</span>
      </button>
    ),
  },
];

function AddPerson({
  added,
  close,
}: {
  readonly added: (person: Person) => void;
  readonly close: () => void;
}) {
  return (
    <Dialog title={t('settings.addPerson')} close={close}>
      <Form<Person>
        label={t('settings.add')}
        send={async (values) =>
          atFields(
            await request<Person>('POST', '/people', {
              body: {
                name: values.text('name'),
                email: values.text('email'),
                role: values.text('role'),
                language: values.text('language'),
                password: values.raw('password'),
              },
            }),
          )
        }
        done={added}
        actions={
          <button type="button" onClick={close}>
            {t('common.cancel')}
          </button>
        }
      >
        <TextField name="name" label={t('settings.name')} autoComplete="off" required />
        <TextField name="email" type="email" label={t('people.email')} autoComplete="off" required />
        <div class="pair">
          <SelectField name="role" label={t('settings.role')} value="operator" choices={roleChoices()} />
          <SelectField
            name="language"
            label={t('shell.language')}
            value={language()}
            choices={languages.map((tag) => ({ value: tag, label: t(`shell.languages.${tag}`) }))}
          />
        </div>
        <TextField
          name="password"
          type="password"
          label={t('people.password')}
          hint={t('settings.firstPasswordHint', { count: MIN_PASSWORD })}
          autoComplete="new-password"
          minLength={MIN_PASSWORD}
          required
        />
      </Form>
    </Dialog>
  );
}
