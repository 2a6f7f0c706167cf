/** Alerts of one state: searched, narrowed, several handled at once; those that wait for somebody first. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Alert } from '../../api/types.ts';
import { ChoiceFilter, SearchFilter } from '../../components/filters.tsx';
import { InSteps } from '../../components/in-steps.tsx';
import { Empty } from '../../components/states.tsx';
import { toast } from '../../components/toast.tsx';
import { query } from '../../router/router.ts';
import { may } from '../../state/session.ts';
import { t } from '../../texts/texts.ts';
import { severities } from '../../watching/severity.tsx';
import { AlertCard } from './alert-card.tsx';
import { filterAlerts, handlingOf, handlings } from './alert-filter.ts';
import { type AlertChange, changeAlerts } from './change-alert.ts';
import { MuteDialog } from './mute-dialog.tsx';

interface AlertListProps {
  readonly alerts: readonly Alert[];
  readonly nameOf: (subjectId: string) => string | undefined;
  /** undefined: to be loaded again. */
  readonly changed: (alert: Alert | undefined) => void;
}

/** From so many on one searches. */
const MANY = 5;

const choices = (family: string, values: readonly string[]) => [
  { value: '', label: t('common.all') },
  ...values.map((value) => ({ value, label: t(`${family}.${value}`) })),
];

export function AlertList({ alerts, nameOf, changed }: AlertListProps) {
  const given = query.value;
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const filter = {
    words: given.get('words') ?? '',
    severity: given.get('severity') ?? '',
    handling: given.get('handling') ?? '',
  };
  const isFiltered = Object.values(filter).some((value) => value !== '');
  const isOpen = alerts.some(({ state }) => state === 'open');
  const shown = filterAlerts(alerts, filter, nameOf, Date.now());
  const isNew = (alert: Alert): boolean => !isOpen || handlingOf(alert, Date.now()) === 'new';
  const handled = shown.filter((alert) => !isNew(alert));
  const picked = shown.filter(({ id }) => chosen.value.has(id));
  const card = (alert: Alert) => (
    <AlertCard
      key={alert.id}
      alert={alert}
      nameOf={nameOf}
      changed={changed}
      {...(isOpen && may('write') && alerts.length > 1 && { isChosen: chosen.value.has(alert.id) })}
      choose={(isChosen) => {
        const next = new Set(chosen.value);
        if (isChosen) next.add(alert.id);
        else next.delete(alert.id);
        chosen.value = next;
      }}
    />
  );
  return (
    <>
      {(alerts.length > MANY || isFiltered) && (
        <div class="filters">
          <SearchFilter name="words" label={t('alerts.search')} />
          <ChoiceFilter
            name="severity"
            label={t('alerts.weight')}
            choices={choices('watch.severity', severities)}
          />
          {isOpen && (
            <ChoiceFilter
              name="handling"
              label={t('alerts.handled')}
              choices={choices('alerts.handling', handlings)}
            />
          )}
        </div>
      )}
      {isOpen && may('write') && alerts.length > 1 && (
        <Several
          shown={shown}
          picked={picked}
          choose={(ids) => {
            chosen.value = new Set(ids);
          }}
          done={() => changed(undefined)}
        />
      )}
      {shown.length === 0 && (
        <Empty title={t('alerts.noneFound')}>
          <a href={isOpen ? '/alerts' : '/alerts?state=closed'}>{t('alerts.showAll')}</a>
        </Empty>
      )}
      <Cards>{shown.filter(isNew).map(card)}</Cards>
      {handled.length > 0 && (
        <>
          <h2>{t('alerts.inHand', { count: handled.length })}</h2>
          <Cards>{handled.map(card)}</Cards>
        </>
      )}
    </>
  );
}

function Cards({ children }: { readonly children: readonly ComponentChildren[] }) {
  if (children.length === 0) return null;
  return <InSteps all={children} draw={(shown) => <ul class="alerts">{shown}</ul>} />;
}

/** What can be done with those that are chosen. */
function Several({
  shown,
  picked,
  choose,
  done,
}: {
  readonly shown: readonly Alert[];
  readonly picked: readonly Alert[];
  readonly choose: (ids: readonly string[]) => void;
  readonly done: () => void;
}) {
  const isMuting = useSignal(false);
  const isBusy = useSignal(false);
  const change = async (body: AlertChange): Promise<void> => {
    if (isBusy.value) return;
    isBusy.value = true;
    const { changed, failed } = await changeAlerts(picked, body);
    isBusy.value = false;
    toast(
      failed === 0
        ? t('alerts.severalDone', { count: changed })
        : t('alerts.severalFailed', { done: changed, count: failed }),
    );
    choose([]);
    done();
  };
  return (
    <div class="row several">
      <button
        type="button"
        onClick={() => choose(picked.length > 0 ? [] : shown.map(({ id }) => id))}
        disabled={shown.length === 0}
      >
        {picked.length > 0 ? t('alerts.chooseNone') : t('alerts.chooseAll', { count: shown.length })}
      </button>
      {picked.length > 0 && (
        <>
          <span class="note" role="status">
            {t('alerts.chosen', { count: picked.length })}
          </span>
          <button
            type="button"
            class="main"
            disabled={isBusy.value}
            onClick={() => void change({ acknowledged: true })}
          >
            {t('alerts.acknowledgeChosen')}
          </button>
          <button
            type="button"
            disabled={isBusy.value}
            onClick={() => {
              isMuting.value = true;
            }}
          >
            {t('alerts.muteChosen')}
          </button>
        </>
      )}
      {isMuting.value && (
        <MuteDialog
          mute={(until) => void change({ mutedUntil: until })}
          close={() => {
            isMuting.value = false;
          }}
        />
      )}
    </div>
  );
}
