/** One person: name, address, role, disabled; a new password; a lost second factor taken away; removed. */
import { useSignal } from '@preact/signals';
import { request } from '../../api/client.ts';
import type { Answer, Problem } from '../../api/problem.ts';
import type { Person } from '../../api/types.ts';
import { Confirm, Dialog } from '../../components/dialog.tsx';
import { CheckField, Form, SelectField, TextField } from '../../components/form.tsx';
import { Failure } from '../../components/states.tsx';
import { toast } from '../../components/toast.tsx';
import { atFields } from '../../forms/say-fault.ts';
import { VersionedForm } from '../../forms/versioned-form.tsx';
import type { Told } from '../../forms/what-changed.ts';
import { person as me } from '../../state/session.ts';
import { languages, t } from '../../texts/texts.ts';
import { MIN_PASSWORD } from './password-length.ts';
import { roleChoices } from './roles.ts';

interface PersonDialogProps {
  readonly person: Person;
  readonly changed: () => void;
  readonly close: () => void;
}

const tell = ({ name, email, role, language, isDisabled, hasTotp }: Person): readonly Told[] => [
  { label: t('settings.name'), text: name },
  { label: t('people.email'), text: email },
  { label: t('settings.role'), text: t(`words.role.${role}`) },
  { label: t('shell.language'), text: t(`shell.languages.${language}`) },
  { label: t('settings.mayEnter'), text: t(isDisabled ? 'settings.disabled' : 'settings.active') },
  { label: t('settings.secondFactor'), text: t(hasTotp ? 'settings.factorOn' : 'settings.factorOff') },
];

/** Problems of accounts that need words of their own. */
const say = ({ code }: Problem): string | undefined =>
  code === 'last-administrator' ? t('settings.lastAdministrator') : undefined;

const told = <T,>(answer: Answer<T>): Answer<T> => {
  const folded = atFields(answer);
  if (folded.ok) return folded;
  const detail = say(folded.problem);
  return detail === undefined ? folded : { ok: false, problem: { ...folded.problem, detail } };
};

export function PersonDialog({ person, changed, close }: PersonDialogProps) {
  const path = `/people/${person.id}`;
  return (
    <Dialog title={t('settings.changePerson', { name: person.name })} close={close}>
      <VersionedForm<Person>
        value={person}
        version={`"${person.version}"`}
        read={() => request('GET', path)}
        tell={tell}
        send={async (values, { version }) =>
          told(
            await request<Person>('PATCH', path, {
              body: {
                name: values.text('name'),
                email: values.text('email'),
                role: values.text('role'),
                language: values.text('language'),
                isDisabled: values.isOn('isDisabled'),
              },
              version,
            }),
          )
        }
        done={(_, __, isMine) => {
          changed();
          if (!isMine) return;
          toast(t('common.saved'));
          close();
        }}
        actions={
          <button type="button" onClick={close}>
            {t('common.close')}
          </button>
        }
      >
        {(shown) => <Fields person={shown} />}
      </VersionedForm>
      <NewPassword person={person} changed={changed} />
      <Drastic person={person} changed={changed} close={close} />
    </Dialog>
  );
}

function Fields({ person: { id, name, email, role, language, isDisabled } }: { readonly person: Person }) {
  return (
    <>
      <TextField name="name" label={t('settings.name')} value={name} autoComplete="off" required />
      <TextField
        name="email"
        type="email"
        label={t('people.email')}
        value={email}
        autoComplete="off"
        required
      />
      <div class="pair">
        <SelectField name="role" label={t('settings.role')} value={role} choices={roleChoices()} />
        <SelectField
          name="language"
          label={t('shell.language')}
          value={language}
          choices={languages.map((tag) => ({ value: tag, label: t(`shell.languages.${tag}`) }))}
        />
      </div>
      {id !== me.value?.id && (
        <CheckField name="isDisabled" label={t('settings.disable')} isOn={isDisabled} />
      )}
    </>
  );
}

/** The newest version is asked for first: saving the other form made a new one. */
async function patchNewest(id: string, body: unknown): Promise<Answer<Person>> {
  const now = await request<Person>('GET', `/people/${id}`);
  if (!now.ok) return now;
  return request<Person>('PATCH', `/people/${id}`, { body, version: `"${now.value.version}"` });
}

function NewPassword({ person, changed }: Omit<PersonDialogProps, 'close'>) {
  return (
    <details>
      <summary>{t('settings.newPasswordFor')}</summary>
      <Form<Person>
        label={t('settings.setPassword')}
        resets
        send={async (values) => told(await patchNewest(person.id, { password: values.raw('password') }))}
        done={() => {
          toast(t('settings.passwordSet', { name: person.name }));
          changed();
        }}
      >
        <TextField
          name="password"
          type="password"
          label={t('settings.newPassword')}
          hint={t('settings.newPasswordForHint', { count: MIN_PASSWORD })}
          autoComplete="new-password"
          minLength={MIN_PASSWORD}
          required
        />
      </Form>
    </details>
  );
}

/** What cannot be taken back. */
function Drastic({ person, changed, close }: PersonDialogProps) {
  const problem = useSignal<Problem | undefined>(undefined);
  const asks = useSignal<'totp' | 'remove' | undefined>(undefined);
  const { id, name, hasTotp } = person;
  const finish = (answer: Answer<unknown>, text: string): boolean => {
    problem.value = answer.ok ? undefined : answer.problem;
    if (answer.ok) {
      toast(text);
      changed();
    }
    return answer.ok;
  };
  const removeTotp = async (): Promise<void> => {
    finish(await patchNewest(id, { hasTotp: false }), t('settings.factorTaken', { name }));
  };
  const remove = async (): Promise<void> => {
    const now = await request<Person>('GET', `/people/${id}`);
    const answer = now.ok
      ? await request('DELETE', `/people/${id}`, { version: `"${now.value.version}"` })
      : now;
    if (finish(told(answer), t('settings.personRemoved', { name }))) close();
  };
  return (
    <>
      {problem.value !== undefined && <Failure problem={problem.value} said={say(problem.value)} />}
      <div class="row">
        {hasTotp && (
          <button
            type="button"
            onClick={() => {
              asks.value = 'totp';
            }}
          >
            {t('settings.takeFactor')}
          </button>
        )}
        {id !== me.value?.id && (
          <button
            type="button"
            class="danger"
            onClick={() => {
              asks.value = 'remove';
            }}
          >
            {t('settings.removePerson')}
          </button>
        )}
      </div>
      {asks.value !== undefined && (
        <Confirm
          title={t(`settings.ask.${asks.value}`, { name })}
          text={t(`settings.askText.${asks.value}`)}
          label={t(asks.value === 'totp' ? 'settings.takeFactor' : 'settings.removePerson')}
          confirm={() => void (asks.value === 'totp' ? removeTotp() : remove())}
          close={() => {
            asks.value = undefined;
          }}
        />
      )}
    </>
  );
}
