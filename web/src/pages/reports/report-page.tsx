/** One report under its permanent link. */
import { AnswerView } from '../../answer/answer.tsx';
import { ReportActions } from '../../answer/report-actions.tsx';
import { request } from '../../api/client.ts';
import type { Report } from '../../api/shapes.ts';
import { askAgain } from '../../asking/ask-again.ts';
import { DangerButton } from '../../components/danger-button.tsx';
import { Page } from '../../components/page.tsx';
import { Loaded } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { toast } from '../../components/toast.tsx';
import { go } from '../../router/router.ts';
import type { PageProps } from '../../router/routes.ts';
import { isOnlyIn, useReport } from '../../state/report.ts';
import { may } from '../../state/session.ts';
import { sayProblem } from '../../texts/say-problem.ts';
import { t } from '../../texts/texts.ts';

export function ReportPage({ parameters }: PageProps) {
  const { id = '' } = parameters;
  const path = `/reports/${encodeURIComponent(id)}`;
  const report = useReport(id);
  return (
    <Page
      title={
        report.value === undefined
          ? t('report.title')
          : t(`report.of.${report.value.kind}`, { about: report.value.about })
      }
    >
      <Loaded of={report} loading={t('report.loading')}>
        {(value) => (
          <>
            <p class="note">
              {t('report.asked')} <Time at={value.at} shows="both" /> ·{' '}
              {t('report.by', { who: value.askedBy })}
            </p>
            <AnswerView document={value.document} isOnly={isOnlyIn(value)} />
            <div class="foot">
              <ReportActions report={value} />
              <MoreActions report={value} path={path} />
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function MoreActions({ report, path }: { readonly report: Report; readonly path: string }) {
  const remove = async (): Promise<void> => {
    const answer = await request('DELETE', path);
    toast(answer.ok ? t('report.deleted') : sayProblem(answer.problem));
    if (answer.ok) go('/reports');
  };
  return (
    <div class="row">
      {report.hasInput && may('ask') && (
        <button
          type="button"
          onClick={() =>
            void askAgain(report).then((problem) =>
              problem === undefined ? go('/') : toast(sayProblem(problem)),
            )
          }
        >
          {t('report.again')}
        </button>
      )}
      {report.hasInput && (
        <a class="button" href={`/api/v1${path}/input`} download>
          {t('report.input')}
        </a>
      )}
      {may('write') && (
        <DangerButton
          label={t('common.delete')}
          title={t('report.deleteTitle')}
          text={t('report.deleteText')}
          confirm={() => void remove()}
        />
      )}
    </div>
  );
}
