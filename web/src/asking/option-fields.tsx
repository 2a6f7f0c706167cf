/** What lets the answer go further, by the kind of question. All of it may stay empty. */
import type { Signal } from '@preact/signals';
import type { AskKind } from '../api/shapes.ts';
import { CheckField, SelectField, TextArea, TextField } from '../components/form.tsx';
import { t } from '../texts/texts.ts';
import { MAX_MESSAGE_BYTES } from './input.ts';
import { type GivenMessage, MessageField } from './message-field.tsx';

const field = (name: string) => ({ name, label: t(`ask.option.${name}`), spellcheck: false });

export function OptionFields({
  kind,
  isHtml,
  message,
}: {
  readonly kind: AskKind;
  /** HTML alone: a message is made of it. */
  readonly isHtml: boolean;
  readonly message: Signal<GivenMessage>;
}) {
  switch (kind) {
    case 'explain':
      return (
        <>
          <CheckField name="connect" label={t('ask.option.connect')} />
          <div class="pair">
            <ServerFields />
            <TextField {...field('from')} placeholder="news@example.org" />
            <TextField {...field('recipient')} placeholder="person@example.com" />
          </div>
          <MessageField message={message} maxBytes={MAX_MESSAGE_BYTES} />
        </>
      );
    case 'audit':
      return (
        <>
          <div class="pair">
            <TextField {...field('sendingIps')} placeholder="192.0.2.7, 2001:db8::7" />
            <TextField {...field('helo')} placeholder="mail.example.org" />
            <TextField {...field('selectors')} placeholder="s1, s2" />
            <TextField {...field('messagesPerDay')} inputMode="numeric" />
          </div>
          <MessageField message={message} maxBytes={MAX_MESSAGE_BYTES} />
          <CheckField name="plan" label={t('ask.option.plan')} isOn />
          <CheckField name="flattenSpf" label={t('ask.option.flattenSpf')} />
        </>
      );
    case 'check':
      return (
        <>
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
            <ServerFields />
          </div>
          {isHtml && (
            <>
              <div class="pair">
                <TextField {...field('subject')} />
                <TextField {...field('from')} placeholder="news@example.org" />
              </div>
              <TextArea {...field('text')} />
            </>
          )}
        </>
      );
  }
}

/** The server that sends. */
function ServerFields() {
  return (
    <>
      <TextField {...field('senderIp')} placeholder="192.0.2.7" />
      <TextField {...field('helo')} placeholder="mail.example.org" />
    </>
  );
}
