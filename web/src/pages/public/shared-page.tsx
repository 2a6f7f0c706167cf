/** A report behind a share link: for whoever has it, until it ends. */
import { AnswerView } from '../../answer/answer.tsx';
import { saveJson } from '../../answer/save-json.ts';
import { request } from '../../api/client.ts';
import type { SharedReport } from '../../api/shapes.ts';
import { Page } from '../../components/page.tsx';
import { Failure, Loaded } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import type { PageProps } from '../../router/routes.ts';
import { useLoad } from '../../state/load.ts';
import { t } from '../../texts/texts.ts';

export function SharedPage({ parameters }: PageProps) {
  const { secret = '' } = parameters;
  const report = useLoad<SharedReport>(
    (signal) => request('GET', `/shared/${encodeURIComponent(secret)}`, { signal }),
    [secret],
  );
  if (report.problem?.code === 'not-found')
    return (
      <Page title={t('report.shared')}>
        <Failure problem={report.problem} said={t('report.shareOver')} />
      </Page>
    );
  return (
    <Page
      title={
        report.value === undefined
          ? t('report.shared')
          : t(`report.of.${report.value.summary.kind}`, { about: report.value.summary.about })
      }
    >
      <Loaded of={report}>
        {({ summary, document, isRedacted }) => (
          <>
            <p class="note">
              {t('report.asked')} <Time at={summary.at} shows="both" />
              {isRedacted && ` · ${t('report.isRedacted')}`}
            </p>
            <AnswerView document={document} />
            <div class="foot">
              <button type="button" onClick={() => saveJson(document, 'waypost.json')}>
                {t('report.json')}
              </button>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}
