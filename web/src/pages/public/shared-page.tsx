/** A report behind a share link: for whoever has it, until it ends. */
import { AnswerView } from '../../answer/answer.tsx';
import { saveJson } from '../../answer/save-json.ts';
import { call } from '../../api/call.ts';
import type { SharedReport } from '../../api/shapes.ts';
import { Page } from '../../components/page.tsx';
import { Failure, Loaded } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import type { PageProps } from '../../router/routes.ts';
import { useLoad } from '../../state/load.ts';
import { isOnlyIn } from '../../state/report.ts';
import { language, t } from '../../texts/texts.ts';

export function SharedPage({ parameters }: PageProps) {
  const { secret = '' } = parameters;
  const report = useLoad<SharedReport>(
    (signal) => call('GET /shared/{secret}', { params: { secret }, query: { language: language() }, signal }),
    [secret, language()],
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
        {({ summary, document, isRedacted, languages }) => (
          <>
            <p class="note">
              {t('report.asked')} <Time at={summary.at} shows="both" />
              {isRedacted && ` · ${t('report.isRedacted')}`}
            </p>
            <AnswerView document={document} isOnly={isOnlyIn({ languages })} />
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
