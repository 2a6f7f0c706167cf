/**
 * The pages of docs/checks/: one a check of the audit or of a message, made from the catalogue, the weights and the check's
 * sources, and an index. A pure function of the data, so that a test can hold the committed pages against it.
 */
import { providerRequirement } from '../../src/audit/provider-rules.ts';
import { auditChecks as evidenceChecks, messageChecks } from '../../src/checks/index.ts';
import { type Catalogue, fillFirst } from '../../src/findings/catalogue.ts';
import type { Check } from '../../src/findings/finding.ts';
import { createProfile, type Profile, severities } from '../../src/findings/profile.ts';
import type { DataFiles } from '../../src/main/data-folder.ts';
import { readDataFolder } from '../../src/main/data-folder.ts';
import { catalogueOf } from '../../src/main/services.ts';
import { escaped } from './markdown.ts';

/** What a page needs of a check. */
type Documented = Pick<Check, 'id' | 'sources'>;
const auditChecks: readonly Documented[] = [...evidenceChecks, providerRequirement];
const messageIds: ReadonlySet<string> = new Set(messageChecks.map(({ id }) => id));
type FindingTexts = ReturnType<Catalogue['finding']>;

const MADE =
  '<!-- Made by tools/build-docs.ts from data/texts, data/profiles and src/checks: change those, not this page. -->';

const fileOf = (id: string): string => `${id.replace('/', '.')}.md`;
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const cell = (text: string): string => escaped(text).replaceAll('|', '\\|');

const weightOf = (check: string, message: string, profile: Profile): string =>
  profile.severityOf({ check: check as Check['id'], message, outcome: 'fail' }) ?? '';

/** What is wrong by its weight in the profile; of a message, where something is to be done or a receiver replies. */
function failingOf(
  id: string,
  { messages, reply, todo }: FindingTexts,
  weighed: ReadonlySet<string>,
): readonly string[] {
  return Object.keys(messages).filter(
    (message) =>
      weighed.has(`${id} ${message}`) || (messageIds.has(id) && (message in reply || message in todo)),
  );
}

function page(check: Documented, texts: Catalogue, profile: Profile, weighed: ReadonlySet<string>): string {
  const { label, about, messages, reply, todo } = texts.finding(check.id);
  const failing = failingOf(check.id, texts.finding(check.id), weighed);
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
      messageIds.has(check.id)
        ? say(message)
        : `${say(message)} (weight: ${weightOf(check.id, message, profile)})`,
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
    ...check.sources.map(({ title, url, seen }) => {
      const link = url === undefined ? title : `[${title}](${url})`;
      return `- ${link}${seen === undefined ? '' : ` (read ${seen})`}`;
    }),
    '',
  ].join('\n');
}

function index(texts: Catalogue, profile: Profile, weighed: ReadonlySet<string>): string {
  const worst = (id: string): string => {
    const all = [...weighed].filter((key) => key.startsWith(`${id} `)).map((key) => key.split(' ')[1] ?? '');
    const found = new Set(all.map((message) => weightOf(id, message, profile)));
    return severities.find((severity) => found.has(severity)) ?? '';
  };
  return [
    MADE,
    '',
    '# What an audit looks at',
    '',
    `${auditChecks.length} checks. Each says pass, fail, "could not check" or nothing; how much a failure weighs stands in \`data/profiles/default/\`.`,
    '',
    row(['check', 'id', 'at worst']),
    '|---|---|---|',
    ...auditChecks.map(({ id }) =>
      row([`[${cell(fillFirst(texts.finding(id).label, {}))}](${fileOf(id)})`, `\`${id}\``, worst(id)]),
    ),
    '',
    '# What a check of a message looks at',
    '',
    `${messageChecks.length} checks. What each finding means (refused by a named receiver, policy, score of a filter, rendering, information) is told with the finding.`,
    '',
    row(['check', 'id']),
    '|---|---|',
    ...messageChecks.map(({ id }) =>
      row([`[${cell(fillFirst(texts.finding(id).label, {}))}](${fileOf(id)})`, `\`${id}\``]),
    ),
    '',
  ].join('\n');
}

/** File name below docs/checks/ → its text. */
function checkPages(data: DataFiles): ReadonlyMap<string, string> {
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
  return new Map([
    ['README.md', index(texts, profile, weighed)],
    ...[...auditChecks, ...messageChecks].map(
      (check) => [fileOf(check.id), page(check, texts, profile, weighed)] as const,
    ),
  ]);
}

/** The pages made from the data of the project in `root`. */
export function checkPagesOf(root: string): ReadonlyMap<string, string> {
  return checkPages(readDataFolder(`${root}/data`));
}
