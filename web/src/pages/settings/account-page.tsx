/** One's own account: name and language, password, second factor, browsers. */
import { request } from '../../api/client.ts';
import type { PersonView, SessionView } from '../../api/shapes.ts';
import { Form, SelectField, TextField } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { toast } from '../../components/toast.tsx';
import { atFields } from '../../forms/say-fault.ts';
import { VersionedForm } from '../../forms/versioned-form.tsx';
import { enter, person, session } from '../../state/session.ts';
import { languages, t } from '../../texts/texts.ts';
import './settings.css';
import { DeviceList } from './device-list.tsx';
import { MIN_PASSWORD } from './password-length.ts';
import { SecondFactor } from './second-factor.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

export function AccountPage() {
  const mine = person.value;
  return (
    <Page title={t('settings.part.account')} width="wide">
      <SettingsTabs current="account" />
      {mine !== undefined && (
        <div class="column">
          <section class="part">
            <h2>{t('settings.aboutYou')}</h2>
            <p class="note">
              {mine.email} · {t(`words.role.${mine.role}`)}
            </p>
            <OwnAccount mine={mine} />
          </section>
          <section class="part">
            <h2>{t('settings.password')}</h2>
            <OwnPassword email={mine.email} />
          </section>
          <section class="part">
            <h2>{t('settings.secondFactor')}</h2>
            <SecondFactor hasTotp={mine.hasTotp} />
          </section>
          <section class="part">
            <h2>{t('settings.devices')}</h2>
            <DeviceList />
          </section>
        </div>
      )}
    </Page>
  );
}

function OwnAccount({ mine }: { readonly mine: PersonView }) {
  return (
    <VersionedForm<PersonView>
      // The language may be changed in the menu, too: that is no other person's doing.
      key={mine.version}
      value={mine}
      version={`"${mine.version}"`}
      read={async () => {
        const now = await request<SessionView>('GET', '/session');
        return now.ok ? { ...now, value: now.value.person } : now;
      }}
      tell={({ name, language }) => [
        { label: t('settings.name'), text: name },
        { label: t('shell.language'), text: t(`shell.languages.${language}`) },
      ]}
      send={async (values, { version }) =>
        atFields(
          await request<PersonView>('PATCH', '/session', {
            body: { name: values.text('name'), language: values.text('language') },
            version,
          }),
        )
      }
      done={(next, _, isMine) => {
        if (session.value === undefined) return;
        // Told in the language that was chosen.
        void enter({ ...session.value, person: next }).then(() => isMine && toast(t('common.saved')));
      }}
    >
      {({ name, language }) => (
        <div class="pair">
          <TextField name="name" label={t('settings.name')} value={name} autoComplete="name" required />
          <SelectField
            name="language"
            label={t('shell.language')}
            hint={t('settings.languageHint')}
            value={language}
            choices={languages.map((tag) => ({ value: tag, label: t(`shell.languages.${tag}`) }))}
          />
        </div>
      )}
    </VersionedForm>
  );
}

function OwnPassword({ email }: { readonly email: string }) {
  return (
    <Form<SessionView>
      label={t('settings.changePassword')}
      resets
      say={({ code }) => (code === 'wrong-login' ? t('settings.wrongPassword') : undefined)}
      send={async (values) =>
        atFields(
          await request<SessionView>('PUT', '/session/password', {
            body: { old: values.raw('old'), new: values.raw('new') },
          }),
        )
      }
      done={(view) => {
        void enter(view);
        toast(t('settings.passwordChanged'));
      }}
    >
      {/* For password managers: whose password it is. */}
      <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
      <div class="pair">
        <TextField
          name="old"
          type="password"
          label={t('settings.oldPassword')}
          autoComplete="current-password"
          required
        />
        <TextField
          name="new"
          type="password"
          label={t('settings.newPassword')}
          hint={t('people.passwordHint', { count: MIN_PASSWORD })}
          autoComplete="new-password"
          minLength={MIN_PASSWORD}
          required
        />
      </div>
    </Form>
  );
}
