/** Writes reports one after another, each when it is there, so that any number of messages takes no more memory than one. */
import type { Catalogue } from '../../findings/catalogue.ts';
import type { MessageFinding } from '../../findings/message-check.ts';
import type { Report } from '../../preflight/check-report.ts';
import { type CheckDocument, checkDocument, type SayingTools } from '../../preflight/say/document.ts';
import type { EnginesView } from '../../preflight/say/engines.ts';
import { viewEngines } from '../../preflight/say/engines.ts';
import { MessagePages } from '../../preflight/say/html.ts';
import { VariantTally } from '../../preflight/say/variants.ts';
import type { MailView } from '../../wire/mail-view/index.ts';
import { type CliIo, writeTo } from '../io.ts';
import { jsonText } from '../json-text.ts';
import { styleFor } from '../style.ts';
import type { CheckOptions } from './options.ts';
import { renderEngines } from './render-engines.ts';
import { renderMessage } from './render-text.ts';
import { renderVariants } from './render-variants.ts';

/** One message as it is written, whoever checked it. */
export interface WrittenReport {
  readonly document: CheckDocument;
  readonly findings: readonly MessageFinding[];
  /** The message: what a page shows of it. */
  readonly message: MailView;
  readonly engines?: EnginesView;
}

export interface ReportWriter {
  readonly add: (report: WrittenReport) => Promise<void>;
  /** Behind the last; writes nothing where there was no report. */
  readonly end: () => Promise<void>;
}

/** What was checked here, ready to be written. */
export function writtenReport(report: Report, options: CheckOptions, tools: SayingTools): WrittenReport {
  const engines = engineView(report, tools);
  return {
    document: checkDocument(report, options, tools),
    findings: report.checked.findings,
    message: report.checked.view,
    ...(engines !== undefined && { engines }),
  };
}

export function reportWriter(options: CheckOptions, texts: Catalogue, io: CliIo): ReportWriter {
  switch (options.format) {
    case 'json':
      return jsonWriter(io);
    case 'html':
      return htmlWriter(texts, io);
    default:
      return textWriter(options, texts, io);
  }
}

/** A list, written piece by piece. */
function jsonWriter(io: CliIo): ReportWriter {
  let count = 0;
  return {
    add: async ({ document }) => {
      const lines = jsonText(document, 2).replaceAll('\n', '\n  ');
      await writeTo(io.stdout, `${count === 0 ? '[' : ','}\n  ${lines}`);
      count += 1;
    },
    end: async () => {
      if (count > 0) await writeTo(io.stdout, '\n]\n');
    },
  };
}

/** What filters said; of one that failed before in this run nothing is said again. */
function engineView(
  { engines, checked }: Report,
  { texts, given, engineSymbols }: SayingTools,
): EnginesView | undefined {
  const fresh = engines.filter((reading) => reading.state === 'answered' || reading.code !== 'gave-up');
  return viewEngines(fresh, checked.findings, engineSymbols, given.tables?.weights ?? new Map(), texts);
}

function htmlWriter(texts: Catalogue, io: CliIo): ReportWriter {
  const pages = new MessagePages(texts);
  const tally = new VariantTally();
  return {
    add: async ({ document, findings, message, engines }) => {
      tally.add({ name: document.message.name, findings });
      const page = { view: document.words, message, ...(engines !== undefined && { engines }) };
      await writeTo(io.stdout, pages.add(page));
    },
    end: () => writeTo(io.stdout, pages.end(tally.view(texts))),
  };
}

function textWriter(options: CheckOptions, texts: Catalogue, io: CliIo): ReportWriter {
  const style = styleFor(io.stdout, io.environment, options.wantsColour);
  const tally = new VariantTally();
  return {
    add: async ({ document, findings, engines }) => {
      tally.add({ name: document.message.name, findings });
      await writeTo(io.stdout, `\n${renderMessage(document.words, texts, style, options.isVerbose)}\n\n`);
      if (engines !== undefined)
        await writeTo(io.stdout, `${renderEngines(engines, texts, style, options.isVerbose)}\n\n`);
    },
    end: async () => {
      const variants = tally.view(texts);
      if (variants !== undefined) await writeTo(io.stdout, `\n${renderVariants(variants, style)}\n\n`);
    },
  };
}
