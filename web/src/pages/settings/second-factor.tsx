/** The second factor of one's own account: begun, confirmed by a code, recovery codes shown once; removed with the password. */
import { useSignal } from '@preact/signals';
import { request } from '../../api/client.ts';
import type { Problem } from '../../api/problem.ts';
import type { SessionView } from '../../api/shapes.ts';
import { StateWord } from '../../components/chip.tsx';
import { CopyButton, Record } from '../../components/copy.tsx';
import { Form, TextField } from '../../components/form.tsx';
import { Failure } from '../../components/states.tsx';
import { toast } from '../../components/toast.tsx';
import { session } from '../../state/session.ts';
import { t } from '../../texts/texts.ts';
import { QrCode } from './qr-code.tsx';

interface Begun {
  /** Base32. */
  readonly secret: string;
  /** 'otpauth://…' */
  readonly url: string;
}

type Step =
  | { readonly at: 'rest' }
  | { readonly at: 'begun'; readonly begun: Begun }
  | { readonly at: 'codes'; readonly codes: readonly string[] }
  | { readonly at: 'removing' };

/** Asks anew who one is: whether a second factor counts stands there, and the version is another one. */
async function refreshSession(): Promise<void> {
  const now = await request<SessionView>('GET', '/session');
  if (now.ok) session.value = now.value;
}

export function SecondFactor({ hasTotp }: { readonly hasTotp: boolean }) {
  const step = useSignal<Step>({ at: 'rest' });
  const problem = useSignal<Problem | undefined>(undefined);
  const rest = (): void => {
    step.value = { at: 'rest' };
  };
  const begin = async (): Promise<void> => {
    const answer = await request<Begun>('POST', '/session/totp');
    problem.value = answer.ok ? undefined : answer.problem;
    if (answer.ok) step.value = { at: 'begun', begun: answer.value };
  };
  const now = step.value;
  if (now.at === 'begun')
    return (
      <Confirming
        begun={now.begun}
        confirmed={(codes) => {
          step.value = { at: 'codes', codes };
          void refreshSession();
        }}
        cancel={rest}
      />
    );
  if (now.at === 'codes') return <RecoveryCodes codes={now.codes} kept={rest} />;
  if (now.at === 'removing')
    return (
      <Removing
        cancel={rest}
        removed={() => {
          toast(t('settings.factorRemoved'));
          rest();
          void refreshSession();
        }}
      />
    );
  return (
    <>
      <p>
        {hasTotp && <StateWord tone="good">{t('settings.factorOn')}</StateWord>}{' '}
        {t(hasTotp ? 'settings.factorOnText' : 'settings.factorOffText')}
      </p>
      {problem.value !== undefined && <Failure problem={problem.value} />}
      {hasTotp ? (
        <button
          type="button"
          class="danger"
          onClick={() => {
            step.value = { at: 'removing' };
          }}
        >
          {t('settings.factorRemove')}
        </button>
      ) : (
        <button type="button" onClick={() => void begin()}>
          {t('settings.factorBegin')}
        </button>
      )}
    </>
  );
}

/** In groups of four, as one types it. */
const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

function Confirming({
  begun,
  confirmed,
  cancel,
}: {
  readonly begun: Begun;
  readonly confirmed: (codes: readonly string[]) => void;
  readonly cancel: () => void;
}) {
  return (
    <div class="card">
      <p>{t('settings.factorScan')}</p>
      <QrCode text={begun.url} label={t('settings.factorPicture')} />
      <p class="note">{t('settings.factorSecret')}</p>
      <div class="rec">
        <code>{grouped(begun.secret)}</code>
        <CopyButton text={begun.secret} />
      </div>
      <p>
        <a href={begun.url}>{t('settings.factorLink')}</a>
      </p>
      <Form<{ readonly recoveryCodes: readonly string[] }>
        label={t('settings.factorConfirm')}
        send={(values) =>
          request('PUT', '/session/totp', { body: { code: values.text('code').replaceAll(' ', '') } })
        }
        say={({ code }) =>
          code === 'wrong-totp'
            ? t('settings.factorWrong')
            : code === 'totp-not-begun'
              ? t('settings.factorLate')
              : undefined
        }
        done={({ recoveryCodes }) => confirmed(recoveryCodes)}
        actions={
          <button type="button" onClick={cancel}>
            {t('common.cancel')}
          </button>
        }
      >
        <TextField
          name="code"
          label={t('people.code')}
          hint={t('settings.factorCodeHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          spellcheck={false}
          required
        />
      </Form>
    </div>
  );
}

function RecoveryCodes({ codes, kept }: { readonly codes: readonly string[]; readonly kept: () => void }) {
  return (
    <div class="card" role="status">
      <p>
        <StateWord tone="good">{t('settings.factorOn')}</StateWord> {t('settings.codesOnce')}
      </p>
      <Record text={codes.join('\n')} isSecret />
      <div class="row">
        <button type="button" class="main" onClick={kept}>
          {t('settings.codesKept')}
        </button>
      </div>
    </div>
  );
}

function Removing({ removed, cancel }: { readonly removed: () => void; readonly cancel: () => void }) {
  return (
    <div class="card">
      <Form<undefined>
        label={t('settings.factorRemove')}
        send={(values) =>
          request<undefined>('DELETE', '/session/totp', { body: { password: values.raw('password') } })
        }
        say={({ code }) => (code === 'wrong-login' ? t('settings.wrongPassword') : undefined)}
        done={removed}
        actions={
          <button type="button" onClick={cancel}>
            {t('common.cancel')}
          </button>
        }
      >
        <TextField
          name="password"
          type="password"
          label={t('people.password')}
          hint={t('settings.factorRemoveHint')}
          autoComplete="current-password"
          required
        />
      </Form>
    </div>
  );
}
