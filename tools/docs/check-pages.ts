/**
 * The pages of docs/checks/: one a check of the audit, made from the catalogue, the weights and the check's sources; one a
 * check of a message, made from the catalogue and its examples; and an index. A pure function of the data, so that a test
 * can hold the committed pages against it.
 */
import { providerRequirement } from '../../src/audit/provider-rules.ts';
import { auditChecks as evidenceChecks, messageChecks } from '../../src/checks/index.ts';
import { type Catalogue, fillFirst } from '../../src/findings/catalogue.ts';
import type { Check } from '../../src/findings/finding.ts';
import { createProfile, type Profile, severities } from '../../src/findings/profile.ts';
import type { DataFiles } from '../../src/main/data-folder.ts';
import { readDataFolder } from '../../src/main/data-folder.ts';
import { catalogueOf } from '../../src/main/services.ts';
import { readMailTables } from '../../src/preflight/mail-tables.ts';
import { type CheckExamples, readCheckExamples } from './check-examples.ts';
import { cell, escaped, sourceLines } from './markdown.ts';
import { type MessagePages, messagePage, worstClass } from './message-page.ts';
import { askingChecks, type Documented } from './run-example.ts';

const auditChecks: readonly Documented[] = [...evidenceChecks, providerRequirement];
const checksOfMessages: readonly Documented[] = [...messageChecks, ...askingChecks];

const MADE =
  '<!-- Made by tools/build-docs.ts from data/texts, data/profiles and src/checks: change those, not this page. -->';
const MADE_OF_EXAMPLES =
  '<!-- Made by tools/build-docs.ts from data/texts, docs/examples/check and src/checks: change those, not this page. -->';

const fileOf = (id: string): string => `${id.replace('/', '.')}.md`;
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const weightOf = (check: string, message: string, profile: Profile): string =>
  profile.severityOf({ check: check as Check['id'], message, outcome: 'fail' }) ?? '';

/** The page of a check of the audit. */
function auditPage(
  check: Documented,
  texts: Catalogue,
  profile: Profile,
  weighed: ReadonlySet<string>,
): string {
  const { label, about, messages, reply, todo } = texts.finding(check.id);
  const failing = Object.keys(messages).filter((message) => weighed.has(`${check.id} ${message}`));
  const others = Object.keys(messages).filter((message) => !failing.includes(message));
  const say = (message: string): string => cell((messages[message] ?? []).at(-1) ?? '');
  return [
    MADE,
    '',
    `# ${escaped(fillFirst(label, {}))}`,
    '',
    `\`${check.id}\``,
    '',
    ...(about === '' ? [] : [escaped(about), '']),
    ...(failing.length === 0 ? [] : ['## What can be wrong', '']),
    ...failing.flatMap((message) => [
      `### \`${message}\``,
      '',
      `${say(message)} (weight: ${weightOf(check.id, message, profile)})`,
      '',
      ...(reply[message] === undefined ? [] : [`> ${escaped(reply[message].at(-1) ?? '')}`, '']),
      ...(todo[message] === undefined ? [] : [escaped(todo[message].at(-1) ?? ''), '']),
    ]),
    ...(others.length === 0
      ? []
      : [
          '## What else it says',
          '',
          row(['message', 'in words']),
          '|---|---|',
          ...others.map((message) => row([`\`${message}\``, say(message)])),
          '',
        ]),
    '## Sources',
    '',
    ...sourceLines(check.sources),
    '',
  ].join('\n');
}

function index(pages: MessagePages, profile: Profile, weighed: ReadonlySet<string>): string {
  const { texts } = pages;
  const worst = (id: string): string => {
    const all = [...weighed].filter((key) => key.startsWith(`${id} `)).map((key) => key.split(' ')[1] ?? '');
    const found = new Set(all.map((message) => weightOf(id, message, profile)));
    return severities.find((severity) => found.has(severity)) ?? '';
  };
  const named = (id: string): string => {
    const { label } = texts.finding(id);
    return `[${cell(fillFirst(label, {}) || (label.at(-1) ?? ''))}](${fileOf(id)})`;
  };
  return [
    MADE_OF_EXAMPLES,
    '',
    '# What Waypost checks',
    '',
    `\`waypost audit\` looks at a domain, an address or a mail host: ${auditChecks.length} checks. \`waypost check\` looks at a message before it is sent: ${checksOfMessages.length} checks.`,
    'Each check has a page: what it looks at and why, what can be wrong, the reply of a receiver, what to do, and the sources.',
    '',
    '## Of a domain, an address, a mail host: `waypost audit`',
    '',
    'Each says pass, fail, "could not check" or nothing. How much a failure weighs is a matter of taste and stands in `data/profiles/default/`.',
    '',
    row(['check', 'id', 'at worst']),
    '|---|---|---|',
    ...auditChecks.map(({ id }) => row([named(id), `\`${id}\``, worst(id)])),
    '',
    '## Of a message: `waypost check`',
    '',
    'What a fault means is no matter of taste: a named receiver refuses the message; a receiver, a standard or a law requires it; filters score it; readers see it wrong; or it is information, and nobody is known to act on it.',
    'Each fault has an example on its page, which a test runs through the check. Where something is folklore, the page says so.',
    '',
    row(['check', 'id', 'at worst']),
    '|---|---|---|',
    ...checksOfMessages.map(({ id }) => row([named(id), `\`${id}\``, worstClass(id, pages)])),
    '',
  ].join('\n');
}

/** File name below docs/checks/ → its text. */
function checkPages(data: DataFiles, known: CheckExamples): ReadonlyMap<string, string> {
  const texts = catalogueOf(data, 'en');
  const files = Object.keys(data)
    .filter((name) => name.startsWith('profiles/default/'))
    .map((name) => data[name] ?? {});
  const profile = createProfile(files);
  const weighed = new Set(
    files
      .flatMap((file) => Object.entries(file))
      .flatMap(([check, messages]) => Object.keys(Object(messages)).map((message) => `${check} ${message}`)),
  );
  const pages: MessagePages = { texts, known, tables: readMailTables(data) };
  return new Map([
    ['README.md', index(pages, profile, weighed)],
    ...auditChecks.map((check) => [fileOf(check.id), auditPage(check, texts, profile, weighed)] as const),
    ...checksOfMessages.map(
      (check) => [fileOf(check.id), [MADE_OF_EXAMPLES, '', ...messagePage(check, pages)].join('\n')] as const,
    ),
  ]);
}

/** The pages made from the data of the project in `root`. */
export function checkPagesOf(root: string): ReadonlyMap<string, string> {
  return checkPages(readDataFolder(`${root}/data`), readCheckExamples(root));
}
