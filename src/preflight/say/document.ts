/** A checked message as the document that `--json` writes and the server answers (docs/check-json.md). */
import type { Catalogue } from '../../findings/catalogue.ts';
import type { AlsoSaid, Consequence, MailProfile, MessageFinding } from '../../findings/message-check.ts';
import type { CheckTools, Report, ReportOptions } from '../check-report.ts';
import { type MessageScore, scoreOf } from '../score.ts';
import { enginesJson } from './engines-json.ts';
import { withJudgedAs } from './judged-as.ts';
import { type MessageView, viewMessage, withLeftOut } from './view.ts';

/** Name and version of the document; it changes only with a note in the changelog. */
export const CHECK_SCHEMA = 'waypost/check/1';

type AlsoJson = Omit<AlsoSaid, 'consequence'> & { readonly class: Consequence };

/** A finding as it is written: its consequence is called `class`. */
export type FindingJson = Omit<MessageFinding, 'consequence' | 'also'> & {
  readonly class: Consequence;
  readonly also?: readonly AlsoJson[];
};

export interface CheckDocument {
  readonly schema: typeof CHECK_SCHEMA;
  /** Of the words: 'en', 'de'. */
  readonly language: string;
  readonly message: {
    readonly name: string;
    readonly subject: string;
    readonly octets: number;
    readonly profile: MailProfile;
  };
  readonly findings: readonly FindingJson[];
  readonly ranking: MessageScore;
  readonly leftOut?: { readonly failures: number; readonly refused: number };
  readonly engines?: ReturnType<typeof enginesJson>;
  readonly words: MessageView;
}

/** What a report is said with. */
export type SayingTools = Pick<CheckTools, 'given' | 'engineSymbols'> & { readonly texts: Catalogue };

export function checkDocument(
  report: Report,
  { profile }: Pick<ReportOptions, 'profile'>,
  tools: SayingTools,
): CheckDocument {
  const { input, checked, engines, leftOut } = report;
  const { composed } = input;
  const octets = composed === undefined ? input.raw.length : composed.html.file.bytes.length;
  const weights = tools.given.tables?.weights ?? new Map();
  return {
    schema: CHECK_SCHEMA,
    language: tools.texts.language,
    message: { name: input.name, subject: checked.subject.name, octets, profile },
    findings: checked.findings.map(findingJson),
    ranking: scoreOf(checked.findings, weights),
    ...(leftOut.length > 0 && { leftOut: countLeftOut(leftOut) }),
    ...(engines.length > 0 && { engines: enginesJson(engines, tools.engineSymbols, tools.texts.language) }),
    words: sayReport(report, profile, tools.texts),
  };
}

/** A report in words. */
function sayReport({ checked, input, leftOut }: Report, profile: MailProfile, texts: Catalogue): MessageView {
  const view = withJudgedAs(viewMessage(checked, input.name, texts), profile, texts);
  return withLeftOut(view, leftOut, texts);
}

const withClass = <Said extends AlsoSaid>({ consequence, ...said }: Said) => ({
  ...said,
  class: consequence,
});

const findingJson = ({ also, ...finding }: MessageFinding): FindingJson => ({
  ...withClass(finding),
  ...(also !== undefined && { also: also.map(withClass) }),
});

/** The findings of a document as checks give them. */
export function findingsOf({ findings }: Pick<CheckDocument, 'findings'>): readonly MessageFinding[] {
  return findings.map(({ class: consequence, also, ...finding }) => ({
    ...finding,
    consequence,
    ...(also !== undefined && {
      also: also.map(({ class: own, ...said }) => ({ ...said, consequence: own })),
    }),
  }));
}

const countLeftOut = (leftOut: Report['leftOut']) => ({
  failures: leftOut.length,
  refused: leftOut.filter(({ consequence }) => consequence === 'refused').length,
});
