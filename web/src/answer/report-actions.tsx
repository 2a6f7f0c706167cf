/** What can be done with a report: its link, sharing it, its JSON, the message it is about. */
import { useSignal } from '@preact/signals';
import type { Report } from '../api/shapes.ts';
import { CopyButton } from '../components/copy.tsx';
import { may } from '../state/session.ts';
import { t } from '../texts/texts.ts';
import { saveJson } from './save-json.ts';
import { ShareDialog } from './share-dialog.tsx';

export function ReportActions({
  report,
  isHere = false,
}: {
  readonly report: Report;
  /** The message itself is what is shown. */
  readonly isHere?: boolean;
}) {
  const isSharing = useSignal(false);
  const { id, kind } = report;
  return (
    <div class="row">
      <a class="button" href={`/reports/${id}`}>
        {t('report.permanent')}
      </a>
      <CopyButton text={`${location.origin}/reports/${id}`} label={t('report.copyLink')} />
      {kind === 'check' && !isHere && (
        <a class="button" href={`/messages/${id}`}>
          {t('report.openMessage')}
        </a>
      )}
      {may('write') && (
        <button
          type="button"
          onClick={() => {
            isSharing.value = true;
          }}
        >
          {t('report.share')}
        </button>
      )}
      <button type="button" onClick={() => saveJson(report.document, `waypost-${kind}-${id}.json`)}>
        {t('report.json')}
      </button>
      {isSharing.value && (
        <ShareDialog
          reportId={id}
          close={() => {
            isSharing.value = false;
          }}
        />
      )}
    </div>
  );
}
