/** Where alerts are sent: webhooks and mailboxes, for administrators. */
import './alerts.css';
import '../../watching/watching.css';
import { useSignal } from '@preact/signals';
import type { AddedTarget, Target } from '../../api/types.ts';
import { Record } from '../../components/copy.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { toast } from '../../components/toast.tsx';
import { useLoad } from '../../state/load.ts';
import { loadAll, type Whole } from '../../state/load-all.ts';
import { language, t } from '../../texts/texts.ts';
import { AlertTabs } from './alert-tabs.tsx';
import { TargetCard } from './target-card.tsx';
import { AddTarget } from './target-form.tsx';
import type { TargetKind } from './target-values.ts';

const LIMITS = { perPage: 200, most: 200 };

export function TargetsPage() {
  const targets = useLoad<Whole<Target>>(
    (signal) => loadAll('/targets', { language: language() }, LIMITS, signal),
    [language()],
  );
  const adding = useSignal<TargetKind | undefined>(undefined);
  const made = useSignal<AddedTarget | undefined>(undefined);
  const close = (): void => {
    adding.value = undefined;
  };
  const buttons = (['webhook', 'email'] as const).map((kind) => (
    <button
      key={kind}
      type="button"
      onClick={() => {
        adding.value = kind;
      }}
    >
      {t(`alerts.add.${kind}`)}
    </button>
  ));
  return (
    <Page title={t('alerts.targets')}>
      <AlertTabs current="targets" />
      <Loaded of={targets}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <Empty title={t('alerts.noTargets')}>
                <p>{t('alerts.noTargetsText')}</p>
                <div class="row">{buttons}</div>
              </Empty>
            ) : (
              <>
                <div class="row">{buttons}</div>
                <ul class="targets">
                  {items.map((target) => (
                    <TargetCard key={target.id} target={target} reload={targets.reload} />
                  ))}
                </ul>
              </>
            )}
            <p class="note">
              {t('alerts.limits')} <a href="/settings/server">{t('alerts.toSettings')}</a>
            </p>
          </>
        )}
      </Loaded>
      {adding.value !== undefined && (
        <Dialog title={t(`alerts.add.${adding.value}`)} close={close}>
          <AddTarget
            kind={adding.value}
            close={close}
            done={(added) => {
              close();
              toast(t('alerts.targetAdded', { name: added.name }));
              if (added.secret !== undefined) made.value = added;
              targets.reload();
            }}
          />
        </Dialog>
      )}
      {made.value?.secret !== undefined && (
        <Dialog
          title={t('alerts.keyTitle', { name: made.value.name })}
          close={() => {
            made.value = undefined;
          }}
        >
          <p>{t('alerts.keyOnce')}</p>
          <Record text={made.value.secret} isSecret />
          <div class="row end">
            <button
              type="button"
              class="main"
              onClick={() => {
                made.value = undefined;
              }}
            >
              {t('alerts.keyKept')}
            </button>
          </div>
        </Dialog>
      )}
    </Page>
  );
}
