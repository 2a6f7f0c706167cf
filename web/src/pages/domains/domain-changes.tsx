/** What changed of one name since when. */
import type { FindingChange, Subject } from '../../api/types.ts';
import { Empty, Loaded } from '../../components/states.tsx';
import { More } from '../../components/table.tsx';
import { usePages } from '../../state/pages.ts';
import { useLive } from '../../state/use-live.ts';
import { language, t } from '../../texts/texts.ts';
import { ChangeList } from './change-list.tsx';

/** Changes of one page, as the API gives them. */
const PAGE = 50;

export function DomainChanges({ subject }: { readonly subject: Subject }) {
  const changes = usePages<FindingChange>(`/subjects/${subject.id}/changes`, { language: language() });
  // Who has read on to older ones keeps their place.
  const isFirstPage = (changes.value?.length ?? 0) <= PAGE;
  useLive('change', changes.reload, ({ subjectId }) => subjectId === subject.id && isFirstPage);
  return (
    <Loaded of={changes}>
      {(items) =>
        items.length === 0 ? (
          <Empty title={t('domains.noChanges')}>
            <p>{t('domains.noChangesText')}</p>
          </Empty>
        ) : (
          <>
            <ChangeList changes={items} />
            <More next={changes.next} isLoading={changes.isLoading} load={changes.more} />
          </>
        )
      }
    </Loaded>
  );
}
