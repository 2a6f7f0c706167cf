/** For how long nothing is sent about an alert. */
import { useSignal } from '@preact/signals';
import { Dialog } from '../../components/dialog.tsx';
import { Form, SelectField, TextField } from '../../components/form.tsx';
import { t } from '../../texts/texts.ts';
import { endOfDay, inHours, muteHours } from './mute-until.ts';

export function MuteDialog({
  mute,
  close,
}: {
  readonly mute: (until: string) => void;
  readonly close: () => void;
}) {
  const chosen = useSignal('24');
  return (
    <Dialog title={t('alerts.muteTitle')} close={close}>
      <p>{t('alerts.muteText')}</p>
      <Form<string>
        label={t('alerts.mute')}
        send={async (values) => {
          const until =
            chosen.value === 'day'
              ? endOfDay(values.text('day'), Date.now())
              : inHours(Number(chosen.value), Date.now());
          const message = t('alerts.wrongDay');
          return until === undefined
            ? {
                ok: false,
                problem: { code: 'invalid', status: 422, title: message, errors: [{ path: 'day', message }] },
              }
            : { ok: true, value: until };
        }}
        done={(until) => {
          mute(until);
          close();
        }}
        actions={
          <button type="button" onClick={close}>
            {t('common.cancel')}
          </button>
        }
      >
        <SelectField
          name="hours"
          label={t('alerts.howLong')}
          value={chosen.value}
          onChange={(value) => {
            chosen.value = value;
          }}
          choices={[
            ...muteHours.map((hours) => ({ value: String(hours), label: t(`alerts.for.${hours}`) })),
            { value: 'day', label: t('alerts.for.day') },
          ]}
        />
        {chosen.value === 'day' && <TextField name="day" type="date" label={t('alerts.day')} required />}
      </Form>
    </Dialog>
  );
}
