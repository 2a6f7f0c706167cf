/** The first administrator: opened by the link that the server printed at its start. */
import { call } from '../../api/call.ts';
import type { Problem } from '../../api/problem.ts';
import { Form, TextField } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { go, place, query } from '../../router/router.ts';
import { enter, meta } from '../../state/session.ts';
import { language, t } from '../../texts/texts.ts';

const MIN_PASSWORD = 12;

/** Of '/setup#token' or '/setup?token=…': behind '#' it reaches no log. */
function tokenOf(): string {
  const hash = place.value.hash.slice(1);
  return new URLSearchParams(hash).get('token') ?? query.value.get('token') ?? hash;
}

function say({ code }: Problem): string | undefined {
  if (code === 'not-allowed') return t('people.linkWrong');
  return code === 'conflict' ? t('people.alreadySetUp') : undefined;
}

export function SetupPage() {
  if (meta.value?.needsSetup === false)
    return (
      <Page title={t('people.setUp')} width="narrow">
        <p>{t('people.alreadySetUp')}</p>
        <a class="button main" href="/sign-in">
          {t('shell.signIn')}
        </a>
      </Page>
    );
  const token = tokenOf();
  return (
    <Page title={t('people.setUp')} width="narrow">
      <p>{t('people.setUpText')}</p>
      <Form
        label={t('people.create')}
        say={say}
        send={(values) =>
          call('POST /setup', {
            body: {
              token: token || values.text('token'),
              email: values.text('email'),
              name: values.text('name'),
              password: values.raw('password'),
              language: language(),
            },
          })
        }
        done={(session) => void enter(session).then(() => go('/'))}
      >
        {token === '' && (
          <TextField
            name="token"
            label={t('people.token')}
            hint={t('people.tokenHint')}
            required
            spellcheck={false}
          />
        )}
        <TextField name="name" label={t('people.name')} autoComplete="name" required />
        <TextField name="email" type="email" label={t('people.email')} autoComplete="username" required />
        <TextField
          name="password"
          type="password"
          label={t('people.password')}
          hint={t('people.passwordHint', { count: MIN_PASSWORD })}
          autoComplete="new-password"
          minLength={MIN_PASSWORD}
          required
        />
      </Form>
    </Page>
  );
}
