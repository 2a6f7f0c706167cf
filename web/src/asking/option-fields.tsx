/** What lets the answer go further, by the kind of question. All of it may stay empty. */
import type { AskKind } from '../api/shapes.ts';
import { CheckField, SelectField, TextField } from '../components/form.tsx';
import { t } from '../texts/texts.ts';

export function OptionFields({ kind }: { readonly kind: AskKind }) {
  const field = (name: string) => ({ name, label: t(`ask.option.${name}`), spellcheck: false });
  switch (kind) {
    case 'explain':
      return (
        <div class="pair">
          <TextField {...field('senderIp')} placeholder="192.0.2.7" />
          <TextField {...field('helo')} placeholder="mail.example.org" />
          <TextField {...field('from')} placeholder="news@example.org" />
          <TextField {...field('recipient')} placeholder="person@example.com" />
        </div>
      );
    case 'audit':
      return (
        <>
          <div class="pair">
            <TextField {...field('sendingIps')} placeholder="192.0.2.7, 2001:db8::7" />
            <TextField {...field('selectors')} placeholder="s1, s2" />
            <TextField {...field('messagesPerDay')} inputMode="numeric" />
          </div>
          <CheckField name="plan" label={t('ask.option.plan')} isOn />
        </>
      );
    case 'check':
      return (
        <div class="pair">
          <SelectField
            name="profile"
            label={t('ask.option.profile')}
            choices={['', 'bulk', 'transactional', 'personal'].map((value) => ({
              value,
              label: t(`ask.profile.${value || 'default'}`),
            }))}
          />
          <TextField {...field('receivers')} placeholder="google, microsoft" />
          <TextField {...field('tracking')} placeholder="click.example.net" />
        </div>
      );
  }
}
