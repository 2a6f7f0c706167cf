/** Writes reports one after another, each when it is there, so that any number of messages takes no more memory than one. */

import type { AlsoSaid, MessageFinding } from '../../findings/message-check.ts';
import type { EnginesView } from '../../preflight/say/engines.ts';
import { viewEngines } from '../../preflight/say/engines.ts';
import { enginesJson } from '../../preflight/say/engines-json.ts';
import { MessagePages } from '../../preflight/say/html.ts';
import { withJudgedAs } from '../../preflight/say/judged-as.ts';
import { VariantTally } from '../../preflight/say/variants.ts';
import { type MessageView, viewMessage, withLeftOut } from '../../preflight/say/view.ts';
import { scoreOf } from '../../preflight/score.ts';
import { type CliIo, writeTo } from '../io.ts';
import { styleFor } from '../style.ts';
import type { CheckOptions } from './options.ts';
import { renderEngines } from './render-engines.ts';
import { renderMessage } from './render-text.ts';
import { renderVariants } from './render-variants.ts';
import type { Report, SayingTools } from './report.ts';

export interface ReportWriter {
  readonly add: (report: Report) => Promise<void>;
  /** Behind the last; writes nothing where there was no report. */
  readonly end: () => Promise<void>;
}

/** Name and version of what `--json` writes (docs/check-json.md). */
const JSON_SCHEMA = 'waypost/check/1';

export function reportWriter(options: CheckOptions, tools: SayingTools, io: CliIo): ReportWriter {
  switch (options.format) {
    case 'json':
      return jsonWriter(options, tools, io);
    case 'html':
      return htmlWriter(options, tools, io);
    default:
      return textWriter(options, tools, io);
  }
}

/** A list, written piece by piece. */
function jsonWriter({ profile }: CheckOptions, tools: SayingTools, io: CliIo): ReportWriter {
  const weights = tools.given.tables?.weights ?? new Map();
  let count = 0;
  return {
    add: async ({ input, checked, engines, leftOut }) => {
      const { composed } = input;
      const octets = composed === undefined ? input.raw.length : composed.html.file.bytes.length;
      const report = {
        schema: JSON_SCHEMA,
        message: { name: input.name, subject: checked.subject.name, octets, profile },
        findings: checked.findings.map(findingJson),
        ranking: scoreOf(checked.findings, weights),
        ...(leftOut.length > 0 && { leftOut: countLeftOut(leftOut) }),
        ...(engines.length > 0 && {
          engines: enginesJson(engines, tools.engineSymbols, tools.texts.language),
        }),
      };
      const lines = JSON.stringify(report, null, 2).replaceAll('\n', '\n  ');
      await writeTo(io.stdout, `${count === 0 ? '[' : ','}\n  ${lines}`);
      count += 1;
    },
    end: async () => {
      if (count > 0) await writeTo(io.stdout, '\n]\n');
    },
  };
}

const withClass = <Said extends AlsoSaid>({ consequence, ...said }: Said) => ({
  ...said,
  class: consequence,
});

const findingJson = (finding: MessageFinding) => ({
  ...withClass(finding),
  ...(finding.also !== undefined && { also: finding.also.map(withClass) }),
});

const countLeftOut = (leftOut: Report['leftOut']) => ({
  failures: leftOut.length,
  refused: leftOut.filter(({ consequence }) => consequence === 'refused').length,
});

/** What filters said; of one that failed before in this run nothing is said again. */
function engineView(
  { engines, checked }: Report,
  { texts, given, engineSymbols }: SayingTools,
): EnginesView | undefined {
  const fresh = engines.filter((reading) => reading.state === 'answered' || reading.code !== 'gave-up');
  return viewEngines(fresh, checked.findings, engineSymbols, given.tables?.weights ?? new Map(), texts);
}

function messageView(
  { checked, input, leftOut }: Report,
  { profile }: CheckOptions,
  { texts }: SayingTools,
): MessageView {
  const view = withJudgedAs(viewMessage(checked, input.name, texts), profile, texts);
  return withLeftOut(view, leftOut, texts);
}

function htmlWriter(options: CheckOptions, tools: SayingTools, io: CliIo): ReportWriter {
  const pages = new MessagePages(tools.texts);
  const tally = new VariantTally();
  return {
    add: async (report) => {
      const { input, checked } = report;
      tally.add({ name: input.name, findings: checked.findings });
      const engines = engineView(report, tools);
      const view = messageView(report, options, tools);
      const page = { view, message: checked.view, ...(engines !== undefined && { engines }) };
      await writeTo(io.stdout, pages.add(page));
    },
    end: () => writeTo(io.stdout, pages.end(tally.view(tools.texts))),
  };
}

function textWriter(options: CheckOptions, tools: SayingTools, io: CliIo): ReportWriter {
  const { texts } = tools;
  const style = styleFor(io.stdout, io.environment, options.wantsColour);
  const tally = new VariantTally();
  return {
    add: async (report) => {
      tally.add({ name: report.input.name, findings: report.checked.findings });
      const view = messageView(report, options, tools);
      await writeTo(io.stdout, `\n${renderMessage(view, texts, style, options.isVerbose)}\n\n`);
      const engines = engineView(report, tools);
      if (engines !== undefined)
        await writeTo(io.stdout, `${renderEngines(engines, texts, style, options.isVerbose)}\n\n`);
    },
    end: async () => {
      const variants = tally.view(texts);
      if (variants !== undefined) await writeTo(io.stdout, `\n${renderVariants(variants, style)}\n\n`);
    },
  };
}
