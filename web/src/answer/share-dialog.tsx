/** Links by which a report is shown to whoever has them: for how long, with or without other people's addresses; shown once. */
import { useSignal } from '@preact/signals';
import { call } from '../api/call.ts';
import { Record } from '../components/copy.tsx';
import { Dialog } from '../components/dialog.tsx';
import { CheckField, Form, TextField } from '../components/form.tsx';
import { Loaded } from '../components/states.tsx';
import { Time } from '../components/time.tsx';
import { toast } from '../components/toast.tsx';
import { useLoad } from '../state/load.ts';
import { sayProblem } from '../texts/say-problem.ts';
import { t } from '../texts/texts.ts';

const DAYS = 14;

export function ShareDialog({ reportId, close }: { readonly reportId: string; readonly close: () => void }) {
  const params = { id: reportId };
  const shares = useLoad((signal) => call('GET /reports/{id}/shares', { params, signal }), [reportId]);
  const made = useSignal<string | undefined>(undefined);
  const remove = async (id: string): Promise<void> => {
    const answer = await call('DELETE /shares/{id}', { params: { id } });
    toast(answer.ok ? t('report.shareEnded') : sayProblem(answer.problem));
    shares.reload();
  };
  return (
    <Dialog title={t('report.share')} close={close}>
      <p class="note">{t('report.shareHint')}</p>
      <Form
        send={(values) =>
          call('POST /reports/{id}/shares', {
            params,
            body: { days: values.number('days') ?? DAYS, isRedacted: values.isOn('isRedacted') },
          })
        }
        done={({ url }) => {
          made.value = new URL(url, location.origin).href;
          shares.reload();
        }}
        label={t('report.makeLink')}
        actions={
          <button type="button" onClick={close}>
            {t('common.close')}
          </button>
        }
      >
        <TextField
          name="days"
          type="number"
          label={t('report.days')}
          value={DAYS}
          min={1}
          max={365}
          required
        />
        <CheckField name="isRedacted" label={t('report.redact')} isOn />
      </Form>
      {made.value !== undefined && (
        <div role="status">
          <p class="note">{t('report.linkOnce')}</p>
          <Record text={made.value} />
        </div>
      )}
      <Loaded of={shares}>
        {({ items }) =>
          items.length > 0 && (
            <>
              <h2>{t('report.shares')}</h2>
              <ul class="shares">
                {items.map((share) => (
                  <li key={share.id} class="row">
                    <span>
                      {t('report.until')} <Time at={share.expiresAt} /> ·{' '}
                      {t(share.isRedacted ? 'report.redacted' : 'report.whole')} · {share.createdBy}
                    </span>
                    <button type="button" onClick={() => void remove(share.id)}>
                      {t('report.endShare')}
                      <span class="unseen">
                        {' '}
                        {t('report.until')} <Time at={share.expiresAt} />
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Dialog>
  );
}
