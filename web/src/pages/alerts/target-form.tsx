/** The fields of a webhook or of a mail server that takes alerts. */
import { request } from '../../api/client.ts';
import type { Answer } from '../../api/problem.ts';
import type { AddedTarget, Target } from '../../api/types.ts';
import {
  CheckField,
  Form,
  type FormValues,
  SelectField,
  TextArea,
  TextField,
} from '../../components/form.tsx';
import { atFields } from '../../forms/say-fault.ts';
import { VersionedForm } from '../../forms/versioned-form.tsx';
import type { Told } from '../../forms/what-changed.ts';
import { t } from '../../texts/texts.ts';
import { leastChoices } from '../../watching/severity.tsx';
import { readEmail, readUrl, securities, type TargetKind, targetBody } from './target-values.ts';

const foldedAt = <T,>(answer: Answer<T>, values: FormValues): Answer<T> =>
  atFields(answer, { within: 'settings', items: { to: values.list('to') } });

export function AddTarget({
  kind,
  done,
  close,
}: {
  readonly kind: TargetKind;
  readonly done: (added: AddedTarget) => void;
  readonly close: () => void;
}) {
  return (
    <Form<AddedTarget>
      label={t('alerts.addTarget')}
      send={async (values) =>
        foldedAt(
          await request<AddedTarget>('POST', '/targets', { body: { kind, ...targetBody(kind, values) } }),
          values,
        )
      }
      done={done}
      actions={
        <button type="button" onClick={close}>
          {t('common.cancel')}
        </button>
      }
    >
      <Fields kind={kind} target={undefined} />
    </Form>
  );
}

export function ChangeTarget({
  target,
  done,
  close,
}: {
  readonly target: Target;
  readonly done: (target: Target, isMine: boolean) => void;
  readonly close: () => void;
}) {
  const path = `/targets/${target.id}`;
  return (
    <VersionedForm<Target>
      value={target}
      version={`"${target.version}"`}
      read={() => request('GET', path)}
      tell={tell}
      send={async (values, { version }) =>
        foldedAt(
          await request<Target>('PATCH', path, { body: targetBody(target.kind, values), version }),
          values,
        )
      }
      done={(next, _, isMine) => done(next, isMine)}
      actions={
        <button type="button" onClick={close}>
          {t('common.cancel')}
        </button>
      }
    >
      {(shown) => <Fields kind={shown.kind} target={shown} />}
    </VersionedForm>
  );
}

function tell({ kind, name, settings, leastSeverity, isEnabled }: Target): readonly Told[] {
  const { host, port, security, user, from, to } = readEmail(settings);
  const where =
    kind === 'webhook'
      ? [{ label: t('alerts.url'), text: readUrl(settings) }]
      : [
          { label: t('alerts.host'), text: `${host}:${port}` },
          { label: t('alerts.security'), text: t(`alerts.secured.${security}`) },
          { label: t('alerts.user'), text: user },
          { label: t('alerts.from'), text: from },
          { label: t('alerts.to'), text: to.join(', ') },
        ];
  return [
    { label: t('alerts.targetName'), text: name },
    ...where,
    { label: t('alerts.least'), text: t(`watch.least.${leastSeverity}`) },
    { label: t('alerts.enabled'), text: t(isEnabled ? 'alerts.isSent' : 'alerts.isNotSent') },
  ];
}

function Fields({ kind, target }: { readonly kind: TargetKind; readonly target: Target | undefined }) {
  return (
    <>
      <TextField
        name="name"
        label={t('alerts.targetName')}
        hint={t('alerts.targetNameHint')}
        value={target?.name}
        maxLength={100}
        required
      />
      {kind === 'webhook' ? <WebhookFields target={target} /> : <EmailFields target={target} />}
      <SelectField
        name="leastSeverity"
        label={t('alerts.least')}
        value={target?.leastSeverity ?? 'error'}
        choices={leastChoices()}
      />
      <CheckField name="isEnabled" label={t('alerts.enable')} isOn={target?.isEnabled ?? true} />
    </>
  );
}

function WebhookFields({ target }: { readonly target: Target | undefined }) {
  return (
    <>
      <TextField
        name="url"
        type="url"
        label={t('alerts.url')}
        hint={t('alerts.urlHint')}
        value={target === undefined ? '' : readUrl(target.settings)}
        placeholder="https://hooks.example.org/in"
        spellcheck={false}
        required
      />
      <TextField
        name="secret"
        type="password"
        label={t('alerts.key')}
        hint={t(target === undefined ? 'alerts.keyHint' : 'alerts.keyStays')}
        autoComplete="new-password"
        minLength={16}
        maxLength={500}
      />
    </>
  );
}

function EmailFields({ target }: { readonly target: Target | undefined }) {
  const { host, port, security, user, from, to } = readEmail(target?.settings ?? {});
  return (
    <>
      <div class="pair">
        <TextField
          name="host"
          label={t('alerts.host')}
          value={host}
          placeholder="mail.example.org"
          spellcheck={false}
          required
        />
        <TextField
          name="port"
          type="number"
          label={t('alerts.port')}
          value={port}
          min={1}
          max={65535}
          required
        />
      </div>
      <SelectField
        name="security"
        label={t('alerts.security')}
        value={security}
        choices={securities.map((value) => ({ value, label: t(`alerts.secured.${value}`) }))}
      />
      <div class="pair">
        <TextField
          name="user"
          label={t('alerts.user')}
          hint={t('alerts.userHint')}
          value={user}
          autoComplete="off"
          spellcheck={false}
        />
        <TextField
          name="secret"
          type="password"
          label={t('alerts.password')}
          {...(target !== undefined && { hint: t('alerts.passwordStays') })}
          autoComplete="new-password"
          maxLength={500}
        />
      </div>
      {target?.hasSecret && <CheckField name="forget" label={t('alerts.forget')} />}
      <TextField
        name="from"
        type="email"
        label={t('alerts.from')}
        value={from}
        placeholder="waypost@example.org"
        required
      />
      <TextArea name="to" label={t('alerts.to')} hint={t('alerts.toHint')} value={to.join('\n')} rows={2} />
    </>
  );
}
