/** How one name is watched: how often, what is told of it, a note. */
import { request } from '../../api/client.ts';
import type { Subject } from '../../api/types.ts';
import { CheckField, TextArea, TextField } from '../../components/form.tsx';
import { toast } from '../../components/toast.tsx';
import { atFields } from '../../forms/say-fault.ts';
import { VersionedForm } from '../../forms/versioned-form.tsx';
import type { Told } from '../../forms/what-changed.ts';
import { may } from '../../state/session.ts';
import { language, t } from '../../texts/texts.ts';
import { Facts } from '../../watching/facts.tsx';
import { changeOf, readOptions } from './watching-values.ts';

const sayEvery = (hours: number): string =>
  hours === 0 ? t('watch.every.never') : t('watch.every', { count: hours });

function tell({ everyHours, note, options }: Subject): readonly Told[] {
  const { sendingIps, selectors, helo, messagesPerDay, lists, connect } = readOptions(options);
  const amount = messagesPerDay === undefined ? '' : new Intl.NumberFormat(language()).format(messagesPerDay);
  return [
    { label: t('domains.every'), text: sayEvery(everyHours) },
    { label: t('ask.option.sendingIps'), text: sendingIps.join(', ') },
    { label: t('ask.option.selectors'), text: selectors.join(', ') },
    { label: t('domains.helo'), text: helo },
    { label: t('ask.option.messagesPerDay'), text: amount },
    { label: t('domains.asked'), text: t(lists ? 'domains.listsAsked' : 'domains.listsNotAsked') },
    { label: t('domains.connected'), text: t(connect ? 'domains.hostsTried' : 'domains.hostsNotTried') },
    { label: t('domains.note'), text: note },
  ];
}

export function DomainWatching({
  subject,
  version = '',
  set,
}: {
  readonly subject: Subject;
  readonly version: string | undefined;
  readonly set: (subject: Subject, version?: string) => void;
}) {
  if (!may('write'))
    return (
      <Facts facts={tell(subject).map(({ label, text }) => ({ label, value: text || t('watch.notSaid') }))} />
    );
  const path = `/subjects/${subject.id}`;
  return (
    <VersionedForm<Subject>
      value={subject}
      version={version}
      read={() => request('GET', path, { query: { language: language() } })}
      tell={tell}
      send={async (values, against) =>
        atFields(
          await request<Subject>('PATCH', path, {
            query: { language: language() },
            body: changeOf(values, against.isOver ? undefined : against.was),
            version: against.version,
          }),
          {
            within: 'options',
            items: { sendingIps: values.list('sendingIps'), selectors: values.list('selectors') },
          },
        )
      }
      done={(value, next, isMine) => {
        // The answer to a change says nothing of what is wrong.
        set({ ...subject, ...value }, next);
        if (isMine) toast(t('common.saved'));
      }}
    >
      {(shown) => <Fields subject={shown} />}
    </VersionedForm>
  );
}

function Fields({ subject }: { readonly subject: Subject }) {
  const { sendingIps, selectors, helo, messagesPerDay, lists, connect } = readOptions(subject.options);
  return (
    <>
      <TextField
        name="everyHours"
        type="number"
        label={t('domains.everyHours')}
        hint={t('domains.everyHoursHint')}
        value={subject.everyHours}
        min={0}
        max={744}
        required
      />
      <div class="pair">
        <TextField
          name="sendingIps"
          label={t('ask.option.sendingIps')}
          hint={t('domains.sendingIpsHint')}
          value={sendingIps.join(', ')}
          placeholder="192.0.2.7, 2001:db8::7"
          spellcheck={false}
        />
        <TextField
          name="selectors"
          label={t('ask.option.selectors')}
          hint={t('domains.selectorsHint')}
          value={selectors.join(', ')}
          placeholder="s1, s2"
          spellcheck={false}
        />
        <TextField
          name="helo"
          label={t('domains.helo')}
          hint={t('domains.heloHint')}
          value={helo}
          placeholder="mail.example.org"
          spellcheck={false}
        />
        <TextField
          name="messagesPerDay"
          type="number"
          label={t('ask.option.messagesPerDay')}
          hint={t('domains.volumeHint')}
          value={messagesPerDay}
          min={0}
        />
      </div>
      <CheckField name="lists" label={t('domains.askLists')} isOn={lists} />
      <CheckField name="connect" label={t('domains.tryHosts')} isOn={connect} />
      <TextArea name="note" label={t('domains.note')} value={subject.note} />
    </>
  );
}
