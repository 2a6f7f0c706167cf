/** `waypost check`: reads messages, checks each, says what receivers would do; --fix writes the mended message. */
import { existsSync } from 'node:fs';
import { messageChecks } from '../../checks/index.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import type { MailGiven, MessageFinding } from '../../findings/message-check.ts';
import type { EngineReading } from '../../gather/engines/index.ts';
import {
  byConsequence,
  type CheckedMessage,
  checkMessage,
  forReceivers,
  reaches,
} from '../../preflight/check-message.ts';
import type { SymbolsByEngine } from '../../preflight/engine-symbols.ts';
import { viewEngines } from '../../preflight/say/engines.ts';
import { enginesJson } from '../../preflight/say/engines-json.ts';
import { formatMessagePage } from '../../preflight/say/html.ts';
import { viewVariants } from '../../preflight/say/variants.ts';
import { viewMessage } from '../../preflight/say/view.ts';
import { scoreOf } from '../../preflight/score.ts';
import { type CliIo, EXIT, writeTo } from '../io.ts';
import { styleFor } from '../style.ts';
import { printable } from '../wrap.ts';
import { fixOne } from './fix-one.ts';
import { type MailInput, readMails } from './inputs.ts';
import { type CheckOptions, type RawCheckOptions, readCheckOptions } from './options.ts';
import { renderEngines } from './render-engines.ts';
import { renderMessage } from './render-text.ts';
import { renderVariants } from './render-variants.ts';

/** What the composition root builds for one run. */
export interface CheckTools {
  readonly texts: Catalogue;
  readonly given: MailGiven;
  /** What is looked up, asked of engines and fetched; never throws. */
  readonly lookInto: (checked: CheckedMessage) => Promise<readonly MessageFinding[]>;
  /** Spam filters that were named; never throws. */
  readonly askEngines: (checked: CheckedMessage) => Promise<readonly EngineReading[]>;
  readonly engineSymbols: SymbolsByEngine;
  /** What the user should know before the answers. */
  readonly warnings: readonly string[];
  readonly close: () => void;
}

export interface CheckHost {
  readonly languages: readonly string[];
  readonly open: (options: CheckOptions) => Promise<CheckTools>;
}

/** Name and version of what `--json` writes (docs/check-json.md). */
const JSON_SCHEMA = 'waypost/check/1';

interface Report {
  readonly input: MailInput;
  readonly checked: CheckedMessage;
  readonly engines: readonly EngineReading[];
}

async function reportOf(input: MailInput, options: CheckOptions, tools: CheckTools): Promise<Report> {
  const checked = checkMessage(input.raw, tools.given, messageChecks);
  // Fixes change bytes by what bytes tell: nobody is asked.
  if (options.fixes)
    return {
      input,
      checked: { ...checked, findings: forReceivers(checked.findings, options.receivers) },
      engines: [],
    };
  const [more, engines] = await Promise.all([tools.lookInto(checked), tools.askEngines(checked)]);
  const findings = forReceivers(byConsequence([...checked.findings, ...more]), options.receivers);
  return { input, checked: { ...checked, findings }, engines };
}

async function writeReports(
  reports: readonly Report[],
  options: CheckOptions,
  tools: CheckTools,
  io: CliIo,
): Promise<void> {
  const { texts, given } = tools;
  const weights = given.tables?.weights ?? new Map();
  const engineView = ({ engines, checked }: Report) =>
    viewEngines(engines, checked.findings, tools.engineSymbols, weights, texts);
  const variants = viewVariants(
    reports.map(({ input, checked }) => ({ name: input.name, findings: checked.findings })),
    texts,
  );
  if (options.format === 'json') {
    const all = reports.map(({ input, checked, engines }) => ({
      schema: JSON_SCHEMA,
      message: { name: input.name, subject: checked.subject.name, octets: input.raw.length },
      findings: checked.findings.map(({ consequence, ...finding }) => ({ ...finding, class: consequence })),
      ranking: scoreOf(checked.findings, weights),
      ...(engines.length > 0 && { engines: enginesJson(engines, tools.engineSymbols, texts.language) }),
    }));
    await writeTo(io.stdout, `${JSON.stringify(all, null, 2)}\n`);
    return;
  }
  if (options.format === 'html') {
    const pages = reports.map((report) => {
      const { input, checked } = report;
      const beside = engineView(report);
      return {
        view: viewMessage(checked, input.name, texts),
        message: checked.view,
        ...(beside !== undefined && { engines: beside }),
      };
    });
    await writeTo(io.stdout, formatMessagePage(pages, texts, variants));
    return;
  }
  const style = styleFor(io.stdout, io.environment, options.wantsColour);
  for (const report of reports) {
    const view = viewMessage(report.checked, report.input.name, texts);
    await writeTo(io.stdout, `\n${renderMessage(view, texts, style, options.isVerbose)}\n\n`);
    const beside = engineView(report);
    if (beside !== undefined)
      await writeTo(io.stdout, `${renderEngines(beside, texts, style, options.isVerbose)}\n\n`);
  }
  if (variants !== undefined) await writeTo(io.stdout, `\n${renderVariants(variants, style)}\n\n`);
}

/** Runs the command; answers the exit code. */
export async function runCheck(
  sources: readonly string[],
  raw: RawCheckOptions,
  io: CliIo,
  host: CheckHost,
): Promise<number> {
  const { LC_ALL, LC_MESSAGES, LANG } = io.environment;
  const read = readCheckOptions(raw, host.languages, LC_ALL || LC_MESSAGES || LANG);
  if (!read.ok) {
    await writeTo(io.stderr, `waypost check: ${printable(read.problem.message)}\n`);
    return EXIT.usage;
  }
  const options = read.value;
  if (options.outputFile !== undefined && existsSync(options.outputFile)) {
    const name = printable(options.outputFile);
    await writeTo(io.stderr, `waypost check: ${name} is there already and stays; name another file.\n`);
    return EXIT.usage;
  }
  const mails = await readMails(sources, io.stdin, options);
  const inputs = mails.flatMap((mail) => (mail.ok ? [mail.value] : []));
  for (const mail of mails)
    if (!mail.ok) await writeTo(io.stderr, `waypost check: ${printable(mail.problem.message)}\n`);
  if (inputs.length === 0) return EXIT.nothing;
  if (options.fixes && inputs.length > 1) {
    await writeTo(io.stderr, 'waypost check --fix takes one message.\n');
    return EXIT.usage;
  }
  const tools = await host.open(options);
  for (const warning of tools.warnings) await writeTo(io.stderr, `waypost check: ${printable(warning)}.\n`);
  try {
    const reports: Report[] = [];
    for (const input of inputs) reports.push(await reportOf(input, options, tools));
    const [first] = reports;
    if (options.fixes && first !== undefined) await fixOne(first.input, options.outputFile, tools, io);
    else await writeReports(reports, options, tools, io);
    const { failOn } = options;
    const isFailing =
      failOn !== undefined && reports.some(({ checked }) => reaches(checked.findings, failOn));
    return isFailing ? EXIT.found : inputs.length < mails.length ? EXIT.nothing : EXIT.explained;
  } finally {
    tools.close();
  }
}
