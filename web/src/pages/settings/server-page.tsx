/** What is set for the whole server: schedule, resolver, alerts, how long things are kept, the public page. */
import './settings.css';
import { request } from '../../api/client.ts';
import type { Setting } from '../../api/types.ts';
import { CheckField, type Choice, SelectField, TextArea, TextField } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { Loaded } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { toast } from '../../components/toast.tsx';
import { atFields } from '../../forms/say-fault.ts';
import { VersionedForm } from '../../forms/versioned-form.tsx';
import type { Told } from '../../forms/what-changed.ts';
import { useLoad } from '../../state/load.ts';
import { meta } from '../../state/session.ts';
import { hasText, language, t } from '../../texts/texts.ts';
import { leastChoices } from '../../watching/severity.tsx';
import { type Member, memberOf, members, type SettingKey, settingKeys, settingOf } from './setting-values.ts';
import { SettingsTabs } from './settings-tabs.tsx';

export function ServerPage() {
  const settings = useLoad<{ readonly items: readonly Setting[] }>(
    (signal) => request('GET', '/settings', { signal }),
    [],
  );
  return (
    <Page title={t('settings.part.server')} width="wide">
      <SettingsTabs current="server" />
      <div class="column">
        <Loaded of={settings}>
          {({ items }) =>
            settingKeys.map((key) => {
              const setting = items.find((one) => one.key === key);
              return setting === undefined ? null : <SettingSection key={key} of={key} setting={setting} />;
            })
          }
        </Loaded>
      </div>
    </Page>
  );
}

const choicesOf = (name: string, choices: readonly string[]): readonly Choice[] =>
  name === 'leastSeverity'
    ? leastChoices()
    : choices.map((value) => ({ value, label: t(`shell.languages.${value}`) }));

/** A value in words. */
function sayMember(member: Member, value: unknown): string {
  if (member.kind === 'flag') return t(value === true ? 'settings.yes' : 'settings.no');
  if (member.kind === 'choice')
    return choicesOf(member.name, member.choices).find((one) => one.value === value)?.label ?? '';
  return typeof value === 'number'
    ? new Intl.NumberFormat(language()).format(value)
    : typeof value === 'string'
      ? value
      : '';
}

function SettingSection({ of: key, setting }: { readonly of: SettingKey; readonly setting: Setting }) {
  const path = `/settings/${key}`;
  const tell = (one: Setting): readonly Told[] =>
    members[key].map((member) => ({
      label: t(`settings.member.${member.name}`),
      text: sayMember(member, memberOf(one, member.name)),
    }));
  return (
    <section class="part">
      <h2>{t(`settings.group.${key}`)}</h2>
      <p class="note">{t(`settings.groupText.${key}`)}</p>
      {key === 'public-page' && meta.value?.publicAsk === false && <p>{t('settings.publicClosed')}</p>}
      {key === 'public-page' && meta.value?.publicAsk === true && (
        <p>
          <a href="/public">{t('settings.publicOpen')}</a>
        </p>
      )}
      <VersionedForm<Setting>
        value={setting}
        version={`"${setting.version}"`}
        read={() => request('GET', path)}
        tell={tell}
        send={async (values, { version }) =>
          atFields(await request<Setting>('PUT', path, { body: settingOf(key, values), version }))
        }
        done={(_, __, isMine) => {
          if (isMine) toast(t('common.saved'));
        }}
      >
        {(shown) => (
          <>
            {members[key].map((member) => (
              <MemberField key={member.name} member={member} value={memberOf(shown, member.name)} />
            ))}
            {shown.changedAt !== undefined && (
              <p class="note">
                {t('settings.setAt')} <Time at={shown.changedAt} />
              </p>
            )}
          </>
        )}
      </VersionedForm>
    </section>
  );
}

function MemberField({ member, value }: { readonly member: Member; readonly value: unknown }) {
  const { name } = member;
  const label = t(`settings.member.${name}`);
  const hintKey = `settings.memberHint.${name}`;
  const frame = { name, label, ...(hasText(hintKey) && { hint: t(hintKey) }) };
  const text = typeof value === 'string' ? value : '';
  switch (member.kind) {
    case 'flag':
      return <CheckField name={name} label={label} isOn={value === true} />;
    case 'number':
      return (
        <TextField
          {...frame}
          type="number"
          value={typeof value === 'number' ? value : undefined}
          min={member.min}
          max={member.max}
          required
        />
      );
    case 'choice':
      return <SelectField {...frame} value={text} choices={choicesOf(name, member.choices)} />;
    case 'lines':
      return <TextArea {...frame} value={text} />;
    case 'text':
      return <TextField {...frame} value={text} maxLength={member.max} spellcheck={false} />;
  }
}
