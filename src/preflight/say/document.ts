/** A checked message as the document that `--json` writes and the server answers (docs/check-json.md). */
import type { Catalogue } from '../../findings/catalogue.ts';
import type { AlsoSaid, Consequence, MailProfile, MessageFinding } from '../../findings/message-check.ts';
import type { CheckTools, Report, ReportOptions } from '../check-report.ts';
import { type Heading, headingOf } from '../heading-of.ts';
import { type MessageScore, scoreOf } from '../score.ts';
import { enginesJson } from './engines-json.ts';
import { withJudgedAs } from './judged-as.ts';
import { withName } from './unnamed.ts';
import { type LeftOut, leftOutOf, type MessageView, viewMessage, withLeftOut } from './view.ts';

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
  readonly message: Heading & {
    readonly name: string;
    /** It was given without a name: `name` is what the language calls such a text. */
    readonly isUnnamed?: true;
    readonly subject: string;
    readonly octets: number;
    readonly profile: MailProfile;
  };
  readonly findings: readonly FindingJson[];
  readonly ranking: MessageScore;
  readonly leftOut?: LeftOut;
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
  const { input, checked, engines } = report;
  const { composed, name } = input;
  const { findings, subject } = checked;
  const { texts } = tools;
  const octets = composed === undefined ? input.raw.length : composed.html.file.bytes.length;
  const weights = tools.given.tables?.weights ?? new Map();
  const leftOut = leftOutOf(report.leftOut);
  return {
    schema: CHECK_SCHEMA,
    language: texts.language,
    message: {
      name,
      ...(input.isUnnamed === true && { isUnnamed: true }),
      subject: subject.name,
      ...headingOf(checked, composed),
      octets,
      profile,
    },
    findings: findings.map(findingJson),
    ranking: scoreOf(findings, weights),
    ...(leftOut !== undefined && { leftOut }),
    ...(engines.length > 0 && { engines: enginesJson(engines, tools.engineSymbols, texts.language) }),
    words: sayReport({ findings, name, leftOut, profile }, texts),
  };
}

interface Said {
  readonly findings: readonly MessageFinding[];
  readonly name: string;
  readonly leftOut: LeftOut | undefined;
  readonly profile: MailProfile;
}

/** A report in words. */
function sayReport({ findings, name, leftOut, profile }: Said, texts: Catalogue): MessageView {
  const view = withJudgedAs(viewMessage({ findings }, name, texts), profile, texts);
  return withLeftOut(view, leftOut, texts);
}

/** The same document in the language of `texts`, by what it holds; what filters said stays as it is. `unnamed`: what that language calls a text without a name. */
export function checkDocumentIn(document: CheckDocument, texts: Catalogue, unnamed: string): CheckDocument {
  const named = document.message.isUnnamed === true ? withName(document, unnamed) : document;
  const { message, leftOut } = named;
  const said = { findings: findingsOf(named), name: message.name, leftOut, profile: message.profile };
  return { ...named, language: texts.language, words: sayReport(said, texts) };
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
