/**
 * The pages of docs/rejections/: one a category, made from the catalogue, the table of fixes and the checks, and an
 * index. A pure function of the data, so that a test can hold the committed pages against it.
 */
import { evidenceFor, rejectionChecks } from '../../src/checks/index.ts';
import { type FixTable, parseFixTable } from '../../src/explain/fix-table.ts';
import { fitsList, isListing, type ListBehind } from '../../src/explain/list-behind.ts';
import { type Catalogue, fillAll, fillCommands, fillFirst } from '../../src/findings/catalogue.ts';
import { type CategoryFacts, type CategoryId, categories, familyOf } from '../../src/findings/category.ts';
import type { EvidenceKey } from '../../src/findings/evidence.ts';
import { type DataFiles, readDataFolder } from '../../src/main/data-folder.ts';
import { catalogueOf } from '../../src/main/services.ts';
import { escaped } from './markdown.ts';

/** Example names in commands: example.org sends from 192.0.2.7, example.com receives. */
const sample = {
  senderDomain: 'example.org',
  sender: 'you@example.org',
  senderIp: '192.0.2.7',
  helo: 'mail.example.org',
  ptrName: 'mail.example.org',
  selector: 's1',
  dkimDomain: 'example.org',
  recipientDomain: 'example.com',
  recipient: 'user@example.com',
  host: 'mx1.example.com',
  queueId: '4ABC12',
  messageId: '1234@example.org',
};

const words = {
  class: {
    permanent: 'permanent until something is changed',
    transient: 'temporary',
    notice: 'a notice, not a failure',
    none: 'not a failure',
  },
  scope: {
    recipient: 'one recipient',
    'recipient-domain': 'every recipient of the domain',
    'sender-wide': 'everything you send',
    message: 'this message',
    host: 'this receiving server',
  },
  actor: {
    'sender-content': 'you: the message',
    'sender-dns': 'you: DNS of your domain',
    'sender-ip': 'you: your server, its IP address and its owner',
    'sender-account': 'you: account, program or server settings',
    'sender-list': 'you: your list of addresses',
    'recipient-admin': "the recipient's administrator",
    network: 'whoever runs the network in between',
    wait: 'nobody: wait',
    nobody: 'nobody',
  },
  retry: {
    no: 'no, not unchanged',
    same: 'yes, when it is mended; the address stays',
    later: 'yes, later',
    'other-path': 'yes, by another way',
  },
  suppress: {
    yes: 'yes',
    repeated: 'only when the same answer comes again after days',
    no: 'no: the address is not at fault',
  },
} as const satisfies {
  readonly class: Record<CategoryFacts['class'], string>;
  readonly scope: Record<CategoryFacts['scope'], string>;
  readonly actor: Record<CategoryFacts['actor'], string>;
  readonly retry: Record<CategoryFacts['retry'], string>;
  readonly suppress: Record<CategoryFacts['suppress'], string>;
};

function fixLines(id: string, mark: string, texts: Catalogue): readonly string[] {
  const { title, text, command } = texts.fix(id);
  const commands = fillCommands(command, sample);
  return [
    `${mark} **${escaped(fillFirst(title, {}))}.** ${escaped(fillFirst(text, {}))}`.replace('?.**', '?**'),
    ...(commands.length === 0 ? [] : ['', '   ```sh', ...commands.map((line) => `   ${line}`), '   ```']),
    '',
  ];
}

/** The usual case: a list that takes requests, or a provider with a form. What another list asks for is told behind it. */
function isUsual(fix: string, id: CategoryId, table: FixTable): boolean {
  const condition = table.fixes.get(fix)?.list;
  const list = isListing(id) ? { id: '', operator: '', way: 'request' as const } : undefined;
  const usual: ListBehind = { list, hasForm: true };
  return condition === undefined || fitsList(condition, usual, id);
}

/** Labels of the checks whose evidence is gathered for a category. */
function lookedAt(id: CategoryId, texts: Catalogue): readonly string[] {
  const wanted: readonly EvidenceKey[] = evidenceFor(id);
  return rejectionChecks.flatMap((check) => {
    const [judged] = check.needs;
    return judged !== undefined && wanted.includes(judged)
      ? [`- ${escaped(fillFirst(texts.finding(check.id).label, {}))} (\`${check.id}\`)`]
      : [];
  });
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ...(lines.at(-1) === '' ? [] : [''])];

const quoted = (text: string): readonly string[] => (text === '' ? [] : [`> ${escaped(text)}`]);

function page(id: CategoryId, texts: Catalogue, table: FixTable): string {
  const facts: CategoryFacts = categories[id];
  const { title, because, certain, tell, avoid, wait, fine, test, background } = texts.category(id);
  const isRefusal = facts.class === 'permanent' || facts.class === 'transient';
  const fixes = table.byCategory.get(id) ?? [];
  const usual = fixes.filter((fix) => isUsual(fix, id, table));
  return [
    '<!-- Made by tools/build-docs.ts from data/texts and data/fixes.toml: change those, not this page. -->',
    '',
    `# ${title}`,
    '',
    `\`${id}\``,
    '',
    ...(isRefusal
      ? [`> The receiving server refused it because ${escaped(fillFirst(because, {}))}.`, '']
      : []),
    escaped(certain),
    '',
    '| | |',
    '|---|---|',
    `| Lasts | ${words.class[facts.class]} |`,
    `| Concerns | ${words.scope[facts.scope]} |`,
    `| Must act | ${words.actor[facts.actor]} |`,
    `| Send again | ${words.retry[facts.retry]} |`,
    `| Stop sending to the address | ${words.suppress[facts.suppress]} |`,
    '',
    ...(fillFirst(fine, {}) === '' ? [] : [escaped(fillFirst(fine, {})), '']),
    ...section(
      'What to do',
      usual.flatMap((fix, i) => fixLines(fix, `${i + 1}.`, texts)),
    ),
    ...section(
      'What to do instead, by whose list it is',
      fixes.filter((fix) => !usual.includes(fix)).flatMap((fix) => fixLines(fix, '-', texts)),
    ),
    ...section(
      'What not to do',
      fillAll(avoid, {}).map((text) => `- ${escaped(text)}`),
    ),
    ...section('How to be sure', [escaped(fillFirst(test, {}))]),
    ...section('What Waypost looks up', lookedAt(id, texts)),
    ...section('What to tell the other side', quoted(fillFirst(tell, {}))),
    ...section('How long it takes', [escaped(fillFirst(wait, {}))]),
    ...section('Background', [escaped(background)]),
  ].join('\n');
}

function index(texts: Catalogue): string {
  const ids = Object.keys(categories) as CategoryId[];
  const rows = ids.map((id) => {
    const facts: CategoryFacts = categories[id];
    return `| [${texts.category(id).title}](${id}.md) | \`${id}\` | ${words.actor[facts.actor]} | ${words.suppress[facts.suppress]} |`;
  });
  const families = new Set(ids.map(familyOf));
  return [
    '<!-- Made by tools/build-docs.ts from data/texts and data/fixes.toml: change those, not this page. -->',
    '',
    '# Why mail is refused',
    '',
    `${ids.length} categories in ${families.size} families: what a refusal means for the sender, whoever said it and in whatever words. Looking for the words of an error? See [550 and its neighbours](../550.md).`,
    '',
    'In the commands example.org is you and sends from 192.0.2.7; example.com is the recipient, and mx1.example.com refused.',
    '',
    '| meaning | id | must act | stop sending to the address |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** File name below docs/rejections/ → its text. */
function rejectionPages(data: DataFiles): ReadonlyMap<string, string> {
  const texts = catalogueOf(data, 'en');
  const table = parseFixTable(data['fixes.toml'] ?? {});
  const ids = Object.keys(categories) as CategoryId[];
  return new Map([
    ['README.md', index(texts)],
    ...ids.map((id) => [`${id}.md`, page(id, texts, table)] as const),
  ]);
}

/** The pages made from the data of the project in `root`. */
export function pagesOf(root: string): ReadonlyMap<string, string> {
  return rejectionPages(readDataFolder(`${root}/data`));
}
