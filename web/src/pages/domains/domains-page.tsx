/** The inventory: worst first; and what changed lately. */
import './domains.css';
import '../../watching/watching.css';
import { request } from '../../api/client.ts';
import type { FindingChange, Subject } from '../../api/types.ts';
import { Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { query } from '../../router/router.ts';
import { type Loading, useLoad } from '../../state/load.ts';
import { loadAll, type Whole } from '../../state/load-all.ts';
import { may } from '../../state/session.ts';
import { useLive } from '../../state/use-live.ts';
import { language, t } from '../../texts/texts.ts';
import { Tabs } from '../../watching/tabs.tsx';
import { AddNames, isAdding } from './add-names.tsx';
import { ChangeList } from './change-list.tsx';
import { Inventory } from './inventory.tsx';

const LIMITS = { perPage: 200, most: 1000 };
export function DomainsPage() {
  const subjects = useLoad<Whole<Subject>>(
    (signal) => loadAll('/subjects', { language: language() }, LIMITS, signal),
    [language()],
  );
  useLive('change', subjects.reload);
  const view = query.value.get('view') === 'changes' ? 'changes' : 'names';
  const isEmpty = subjects.value?.items.length === 0;
  const open = (isOpen: boolean) => () => {
    isAdding.value = isOpen;
  };
  return (
    <Page
      title={t('domains.title')}
      width="wide"
      actions={
        may('write') &&
        !isEmpty && (
          <button type="button" class="main" aria-expanded={isAdding.value} onClick={open(!isAdding.value)}>
            {t('domains.add')}
          </button>
        )
      }
    >
      <Tabs
        label={t('domains.parts')}
        tabs={[
          { href: '/domains', label: t('domains.inventory'), isCurrent: view === 'names' },
          { href: '/domains?view=changes', label: t('domains.changes'), isCurrent: view === 'changes' },
        ]}
      />
      {isEmpty && (
        <Empty title={t('domains.none')}>
          <p>{t(may('write') ? 'domains.addFirst' : 'domains.askForOne')}</p>
        </Empty>
      )}
      {may('write') && (isAdding.value || isEmpty) && (
        <AddNames
          isFirst={isEmpty}
          added={() => {
            // The box stays while there are names in it that were refused, also where the first one was taken.
            isAdding.value = true;
            subjects.reload();
          }}
          close={open(false)}
        />
      )}
      <Loaded of={subjects} loading={t('domains.loading')}>
        {({ items }) =>
          items.length === 0 ? null : view === 'changes' ? (
            <RecentChanges subjects={items} />
          ) : (
            <Inventory subjects={items} />
          )
        }
      </Loaded>
    </Page>
  );
}

function RecentChanges({ subjects }: { readonly subjects: readonly Subject[] }) {
  const changes: Loading<{ readonly items: readonly FindingChange[] }> = useLoad(
    (signal) => request('GET', '/changes', { query: { language: language() }, signal }),
    [language()],
  );
  useLive('change', changes.reload);
  const names = new Map(subjects.map(({ id, name }) => [id, name]));
  return (
    <Loaded of={changes}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('domains.noChanges')}>
            <p>{t('domains.noChangesText')}</p>
          </Empty>
        ) : (
          <>
            <p class="note">{t('domains.lastWeek')}</p>
            <ChangeList changes={items} nameOf={(id) => names.get(id)} />
          </>
        )
      }
    </Loaded>
  );
}
