/** The page of a check of a message: each fault with its class in words, an example, the reply, what to do. Pure. */
import { type Catalogue, fillFirst } from '../../src/findings/catalogue.ts';
import type { MailTables } from '../../src/findings/mail-tables.ts';
import {
  type Consequence,
  consequences,
  type MailProfile,
  type MessageFinding,
  mailProfiles,
} from '../../src/findings/message-check.ts';
import { receiverNames } from '../../src/preflight/receivers.ts';
import { viewMessage } from '../../src/preflight/say/view.ts';
import { type CheckExample, type CheckExamples, profilesOf } from './check-examples.ts';
import { cell, escaped, sourceLines } from './markdown.ts';
import { type Documented, isMended, runExample } from './run-example.ts';

/** What pages of messages are made of. */
export interface MessagePages {
  readonly texts: Catalogue;
  readonly tables: MailTables;
  readonly known: CheckExamples;
}

const anded = (names: string): string => names.replace(/, ([^,]*)$/, ' and $1');

/** 'refused by Gmail', 'scored by rspamd MISSING_MID 2.5', 'information'. */
function classInWords({
  consequence,
  receivers,
  engineRules = [],
}: Pick<MessageFinding, 'consequence' | 'receivers' | 'engineRules'>): string {
  const names = anded(receiverNames(receivers));
  const by = names === '' ? '' : ` by ${names}`;
  const rules = anded(
    engineRules.map(({ engine, rule, weight }) => `${engine} ${rule} ${weight}`).join(', '),
  );
  const also = rules === '' ? '' : `; scored by ${rules}`;
  const words: Readonly<Record<Consequence, string>> = {
    refused: `refused${by}${also}`,
    policy: `required${by || ' by a standard or a law'}${also}`,
    score: rules === '' ? 'scored' : `scored by ${rules}`,
    rendering: `looks wrong${also}`,
    information: `information${also}`,
  };
  return words[consequence];
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const mailOf = (profiles: readonly MailProfile[]): string => `${anded(profiles.join(', '))} mail`;

/** What the check says of the example as mail of this kind. */
const toldOf = (example: CheckExample, profile: MailProfile, { tables }: MessagePages) =>
  runExample(example, profile, tables).failures.find(({ message }) => message === example.message);

/** 'It is so for bulk mail; personal mail: information.' */
function otherKinds(example: CheckExample, pages: MessagePages): readonly string[] {
  if (example.profiles === undefined) return [];
  const own = profilesOf(example);
  const others = mailProfiles
    .filter((profile) => !own.includes(profile))
    .map((profile) => {
      const told = toldOf(example, profile, pages);
      return `${profile} mail: ${told === undefined ? 'no fault' : classInWords(told)}`;
    });
  const options = own.map((profile) => `\`--profile ${profile}\``).join(', ');
  return [`So it is for ${mailOf(own)} (${options}); ${escaped(others.join('; '))}.`, ''];
}

const hidden: readonly (readonly [RegExp, (char: string) => string])[] = [
  [/\0/g, () => '⟨NUL⟩'],
  [/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, codePoint],
];

function codePoint(char: string): string {
  return `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** Characters that nobody sees get a name; where line ends matter, they do, too. */
function visible(text: string, lineEnds: CheckExample['lineEnds']): string {
  const named =
    lineEnds === undefined
      ? text
      : text.replaceAll(/\r\n|\r|\n/g, (end) =>
          end === '\r\n' ? '⟨CR LF⟩\n' : end === '\n' ? '⟨LF⟩\n' : '⟨CR⟩',
        );
  return hidden.reduce((shown, [chars, name]) => shown.replaceAll(chars, name), named);
}

/** 'get.status 302' of each answer. */
function answersIn(seen: Readonly<Record<string, unknown>>, before = ''): readonly string[] {
  return Object.entries(seen).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? answersIn(value as Readonly<Record<string, unknown>>, `${before}${key}.`)
      : [`\`${before}${key} ${String(value)}\``],
  );
}

const names: Readonly<Record<string, string>> = {
  'message-id': 'Message-ID',
  'mime-version': 'MIME-Version',
  'dkim-signature': 'DKIM-Signature',
};
const spelled = (name: string): string =>
  names[name] ??
  name.replaceAll(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());

function exampleLines(example: CheckExample): readonly string[] {
  const { above, fields, without = [], body, html, page, seen, charset, lineEnds } = example;
  const text = body ?? html ?? page;
  const shown = [above, fields?.trim()].filter((piece) => piece !== undefined && piece !== '');
  const block = [
    ...shown,
    ...(shown.length > 0 && text !== undefined ? [''] : []),
    ...(text === undefined ? [] : [text]),
  ];
  const bare = without.map((name) => `\`${spelled(name)}\``).join(', ');
  const circumstances = [
    bare === '' ? '' : `without ${bare}`,
    charset === 'latin1' ? 'written in ISO-8859-1' : '',
    seen === undefined ? '' : `where the answers are ${answersIn(seen).join(', ')}`,
  ].filter((piece) => piece !== '');
  const intro = ['Example', ...circumstances].join(', ');
  if (block.length === 0) return [`${intro}.`, ''];
  const isHtml = html !== undefined || page !== undefined;
  const lines = visible(block.join('\n'), lineEnds).replace(/^\n|\n+$/g, '');
  return [`${intro}:`, '', `\`\`\`${isHtml && shown.length === 0 ? 'html' : 'text'}`, lines, '```', ''];
}

/** What is not known of the message stands as '…'. */
const replyLines = (label: string, reply: string): readonly string[] =>
  reply === ''
    ? []
    : [
        `${escaped(capitalised(label))}:`,
        '',
        `> ${escaped(visible(reply.replaceAll(/\{\w+\}/g, '…'), undefined))}`,
        '',
      ];

function faultLines(check: string, message: string, pages: MessagePages): readonly string[] {
  const { texts, known, tables } = pages;
  const head = [`### \`${message}\``, ''];
  const left = known.leftOut.get(`${check} ${message}`);
  if (left !== undefined) {
    const words = texts.finding(check);
    const by = classInWords({ consequence: left.class, receivers: left.receivers });
    return [
      ...head,
      `**${by}**: ${escaped(words.messages[message]?.at(-1) ?? '')}`,
      '',
      left.why,
      '',
      ...replyLines(
        texts.ui('label.replyOf', { receivers: receiverNames(left.receivers) }),
        words.reply[message]?.at(-1) ?? '',
      ),
      escaped(words.todo[message]?.at(-1) ?? ''),
      '',
    ];
  }
  const example = known.examples.find((one) => one.check === check && one.message === message);
  const [profile = 'bulk'] = example === undefined ? [] : profilesOf(example);
  const finding = example === undefined ? undefined : toldOf(example, profile, pages);
  if (example === undefined || finding === undefined) return [...head, 'There is no example.', ''];
  const view = viewMessage({ findings: [finding] }, '', texts).failed[0];
  if (view === undefined) throw new Error(`${check} ${message} is not told.`);
  const said = [view.label, view.detail].filter((piece) => piece !== '').join(': ');
  return [
    ...head,
    `**${escaped(classInWords(finding))}**: ${escaped(visible(said, undefined))}`,
    '',
    ...otherKinds(example, pages),
    ...exampleLines(example),
    ...replyLines(view.replyLabel, view.reply),
    ...(view.todo === '' ? [] : [escaped(visible(view.todo, undefined)), '']),
    ...(isMended(example, tables) ? ['`waypost check --fix` mends it.', ''] : []),
  ];
}

/** Messages that say of a fault, in the order of the catalogue. */
function faultsOf(check: string, { texts, known }: Pick<MessagePages, 'texts' | 'known'>): readonly string[] {
  const { messages, todo, reply } = texts.finding(check);
  const shown = new Set(known.examples.filter((one) => one.check === check).map(({ message }) => message));
  return Object.keys(messages).filter((message) => message in todo || message in reply || shown.has(message));
}

/** Class of each fault of the check, as its example has it. */
function classesOf(
  check: string,
  pages: MessagePages,
): readonly { readonly class: Consequence; readonly receivers: readonly string[] }[] {
  const { examples, leftOut } = pages.known;
  return faultsOf(check, pages).flatMap((message) => {
    const one =
      examples.find((example) => example.check === check && example.message === message) ??
      leftOut.get(`${check} ${message}`);
    return one === undefined ? [] : [{ class: one.class, receivers: one.receivers ?? [] }];
  });
}

/** 'refused by Gmail', 'scored'; '' where the check tells of no fault. */
export function worstClass(check: string, pages: MessagePages): string {
  const all = classesOf(check, pages);
  const worst = consequences.find((consequence) => all.some((one) => one.class === consequence));
  if (worst === undefined) return '';
  const alike = all.filter((one) => one.class === worst);
  const receivers = [...new Set(alike.flatMap((one) => one.receivers))];
  return classInWords({ consequence: worst, receivers });
}

/** The page of one check. */
export function messagePage(check: Documented, pages: MessagePages): readonly string[] {
  const { label, about, messages } = pages.texts.finding(check.id);
  const faults = faultsOf(check.id, pages);
  const others = Object.keys(messages).filter((message) => !faults.includes(message));
  const known = pages.known.examples.filter((one) => one.check === check.id);
  const blocks = faults.flatMap((message) => faultLines(check.id, message, pages));
  const isOnlyInformation = classesOf(check.id, pages).every((one) => one.class === 'information');
  return [
    `# ${escaped(fillFirst(label, {}) || (label.at(-1) ?? ''))}`,
    '',
    `\`${check.id}\``,
    '',
    ...(about === '' ? [] : [escaped(about), '']),
    ...(faults.length > 0 && isOnlyInformation
      ? [
          'All that this check says is information: no receiver is known to refuse or to require anything for it.',
          '',
        ]
      : []),
    ...(faults.length === 0 ? [] : ['## What can be wrong', '']),
    ...(blocks.some((line) => /‹.* × \d+›/.test(line))
      ? ['`‹x × 3›` stands for `xxx`, and ¶ in it for the end of a line.', '']
      : []),
    ...(known.some(({ html }) => html !== undefined)
      ? ['Examples of HTML stand in a page: their first line is its line 5.', '']
      : []),
    ...blocks,
    ...(others.length === 0
      ? []
      : [
          '## What else it says',
          '',
          '| message | in words |',
          '|---|---|',
          ...others.map((message) => `| \`${message}\` | ${cell(messages[message]?.at(-1) ?? '')} |`),
          '',
        ]),
    '## Sources',
    '',
    ...sourceLines(check.sources),
    '',
  ];
}
