/** A checked message beside its findings: pointing at one marks its place in the source and in the frame. */
import './messages.css';
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { AnswerView } from '../../answer/answer.tsx';
import { toneOfMessage } from '../../answer/check-answer.tsx';
import { InItsLanguage } from '../../answer/in-its-language.tsx';
import { findingWords, nameOfMessage } from '../../answer/message-words.ts';
import { ReportActions } from '../../answer/report-actions.tsx';
import { fetchInput, type GivenInput } from '../../api/fetch-input.ts';
import type { Report } from '../../api/shapes.ts';
import { MessageFindingItem } from '../../components/message-finding.tsx';
import { Page } from '../../components/page.tsx';
import { Failure, Loaded } from '../../components/states.tsx';
import { Verdict } from '../../components/verdict.tsx';
import { readDocument } from '../../documents/read.ts';
import type { CheckDocument } from '../../documents/types.ts';
import type { PageProps } from '../../router/routes.ts';
import { useLoad } from '../../state/load.ts';
import { isOnlyIn, useReport } from '../../state/report.ts';
import { langOf, t } from '../../texts/texts.ts';
import { FixView } from './fix-view.tsx';
import { MessageFrame } from './message-frame.tsx';
import { MessageSource } from './message-source.tsx';
import { placedFindings, shownFindings } from './place-findings.ts';

export function MessagePage({ parameters }: PageProps) {
  const { id = '' } = parameters;
  const report = useReport(id);
  return (
    <Page title={titleOf(report.value)} width="wide">
      <Loaded of={report} loading={t('report.loading')}>
        {(value) => <MessageReport report={value} />}
      </Loaded>
    </Page>
  );
}

/** A Message-ID says little. */
function titleOf(report: Report | undefined): string {
  if (report === undefined) return t('messages.single');
  const shown = readDocument(report.document);
  const [only] = shown.kind === 'check' ? shown.documents : [];
  return t('report.of.check', { about: only === undefined ? report.about : nameOfMessage(only) });
}

function MessageReport({ report }: { readonly report: Report }) {
  const shown = readDocument(report.document);
  const [only, ...others] = shown.kind === 'check' ? shown.documents : [];
  if (only === undefined || others.length > 0)
    return (
      <>
        <AnswerView document={report.document} isOnly={isOnlyIn(report)} />
        <ReportActions report={report} />
      </>
    );
  return (
    <>
      <InItsLanguage language={only.language} isOnly={isOnlyIn(report)}>
        <Verdict tone={toneOfMessage(only)} title={findingWords(only).headline}>
          <p class="note">{findingWords(only).counts}</p>
        </Verdict>
      </InItsLanguage>
      <Beside report={report} document={only} />
      <div class="foot">
        <ReportActions report={report} isHere />
      </div>
    </>
  );
}

function Beside({ report, document }: { readonly report: Report; readonly document: CheckDocument }) {
  const at = useSignal<number | undefined>(undefined);
  const input = useLoad<GivenInput>(
    (signal) =>
      report.hasInput
        ? fetchInput(report.id, signal)
        : Promise.resolve({ ok: false, problem: { code: 'not-kept', status: 0, title: '' } }),
    [report.id],
  );
  const findings = useMemo(() => shownFindings(document), [document]);
  const placed = useMemo(() => placedFindings(findings), [findings]);
  return (
    <>
      <div class="beside message">
        <div class="pane">
          {input.problem !== undefined && <Failure problem={input.problem} />}
          {input.value !== undefined && (
            <>
              <h2>{t('messages.look')}</h2>
              <MessageFrame
                reportId={report.id}
                at={at.value === undefined ? undefined : findings[at.value]?.index}
              />
              <h2>{t('messages.source')}</h2>
              <MessageSource bytes={input.value.bytes} findings={placed} at={at.value} />
            </>
          )}
        </div>
        <div class="pane">
          <h2>{t('messages.findings')}</h2>
          <p class="note">{t('messages.pointHint')}</p>
          <ul class="findings" lang={langOf(document.language)}>
            {findings.map(({ words }, place) => (
              <MessageFindingItem
                key={`${place} ${words.check}`}
                finding={words}
                isAt={at.value === place}
                onPoint={() => {
                  at.value = place;
                }}
              />
            ))}
          </ul>
        </div>
      </div>
      {input.value !== undefined && (
        <FixView bytes={input.value.bytes} findings={document.findings} name={`fixed-${report.id}.eml`} />
      )}
    </>
  );
}
