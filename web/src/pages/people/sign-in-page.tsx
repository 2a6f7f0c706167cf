/** Signing in: e-mail address and password, then the code where one is asked for. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call } from '../../api/call.ts';
import type { Problem } from '../../api/problem.ts';
import { Form, TextField } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { safeReturn } from '../../router/match.ts';
import { go, query } from '../../router/router.ts';
import { enter, hasEnded, meta, session } from '../../state/session.ts';
import { t } from '../../texts/texts.ts';

export function SignInPage() {
  const needsCode = useSignal(false);
  const target = safeReturn(query.value.get('to'));
  useEffect(() => {
    if (session.value !== undefined) go(target, { replace: true });
    else if (meta.value?.needsSetup) go('/setup', { replace: true });
  }, []);
  useEffect(() => {
    if (needsCode.value) document.querySelector<HTMLInputElement>('input[name="totp"]')?.focus();
  }, [needsCode.value]);
  return (
    <Page title={t('people.signIn')} width="narrow">
      {hasEnded.value && <p role="status">{t('people.ended')}</p>}
      <Form
        label={t('shell.signIn')}
        onProblem={(problem: Problem) => {
          if (problem.code === 'totp-needed') needsCode.value = true;
        }}
        send={(values) => {
          const totp = values.text('totp').replaceAll(' ', '');
          const login = { email: values.text('email'), password: values.raw('password') };
          return call('POST /session', { body: totp === '' ? login : { ...login, totp } });
        }}
        done={(view) =>
          void enter(view).then(({ isAnother }) => {
            // What somebody else left in this page is not theirs: it begins anew.
            if (isAnother) location.replace(target);
            else go(target, { replace: true });
          })
        }
      >
        <TextField name="email" type="email" label={t('people.email')} autoComplete="username" required />
        <TextField
          name="password"
          type="password"
          label={t('people.password')}
          autoComplete="current-password"
          required
        />
        {needsCode.value && (
          <TextField
            name="totp"
            label={t('people.code')}
            hint={t('people.codeHint')}
            autoComplete="one-time-code"
            required
            spellcheck={false}
          />
        )}
      </Form>
      {meta.value?.publicAsk && (
        <p>
          <a href="/public">{t('people.withoutSignIn')}</a>
        </p>
      )}
    </Page>
  );
}
