/** Nobody is named behind a redacted link: over the corpora beside the repository, and over messages and refusals that are made up. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp } from '../api/testing.ts';
import { folded, isVocabulary, lowered } from '../explain/say/withhold-addresses-names.ts';
import { plainSpelling } from '../explain/say/withhold-addresses-plain.ts';
import { saidOn } from '../findings/ways.ts';
import { openDesk } from '../main/desk.ts';
import { loadData } from '../main/load-data.ts';
import type { AskKind, Report } from '../store/reports/types.ts';
import { findAddresses, parseMailboxList } from '../wire/address/index.ts';
import { redactReport } from './redact.ts';
import { ADVICE_WORDS } from './redact-words.ts';
import type { Desk } from './types.ts';

const corpora = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpora');
const filesIn = (folder: string): readonly string[] => {
  const path = join(corpora, folder);
  return existsSync(path)
    ? readdirSync(path)
        .filter((name) => name.endsWith('.eml'))
        .map((name) => join(path, name))
    : [];
};
const bounces = filesIn('bounces/messages');
const newsletters = filesIn('newsletters');
const repliesFile = join(corpora, 'bounces', 'replies.jsonl');

let desk: Desk;
beforeAll(() => {
  desk = openDesk(loadData(), {
    settings: { resolver: async () => '127.0.0.1:1', listKeys: async () => ({}) },
  });
});
afterAll(() => desk.close());

async function reportOn(kind: AskKind, input: Buffer, name?: string): Promise<Report | undefined> {
  const outcome = await desk.ask({
    kind,
    input,
    options: { offline: true },
    ...(name !== undefined && { name }),
  });
  if (!outcome.ok) return undefined;
  const { summary, document } = outcome.value;
  return {
    id: '1',
    kind,
    at: '2026-11-26T10:00:00.000Z',
    askedBy: '',
    options: {},
    ...summary,
    document,
    input,
  };
}

const FIELDS =
  /^(?:to|cc|from|reply-to|final-recipient|original-recipient|x-failed-recipients):(.*(?:\r?\n[ \t].*)*)/gim;

/** Addresses of the recipients, and of those who stand in the header. */
function addressesOf({ document, input }: Report): ReadonlySet<string> {
  const { explanations = [] } = document as {
    explanations?: readonly { recipients: readonly string[]; verdict: { reply: Record<string, string> } }[];
  };
  const told = explanations.flatMap(({ recipients, verdict: { reply } }) => [
    ...recipients,
    reply.recipient ?? '',
    reply.expandedFrom ?? '',
  ]);
  const fields = Buffer.from(input ?? [])
    .toString('utf8')
    .matchAll(FIELDS);
  const headed = [...fields].flatMap(({ 1: field = '' }) => [
    ...parseMailboxList(field.replaceAll(/\r?\n/g, '')).map(({ address }) => address),
    ...findAddresses(field).map(({ address }) => address),
  ]);
  return new Set([...told, ...headed].map(lowered).filter((address) => address.includes('@')));
}

/** A word of our own advice or of refusals names nobody. */
const isCommon = (local: string): boolean =>
  (local.match(/\p{L}+/gu) ?? []).every((word) => ADVICE_WORDS.has(folded(word)) || isVocabulary(word));

/** As a reader sees it, and as one who decodes it does; without the ids of formats, which are ours ('mdaemon'). */
function shownBy(report: Report): string {
  const text = JSON.stringify(redactReport(report), (key, value: unknown) => (key === 'format' ? '' : value));
  const plain = plainSpelling(text.replaceAll('\\"', '"'));
  return lowered(
    `${text}\n${plain}\n${plain.replaceAll(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))}`,
  );
}

const isWordOf = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = text.charAt(at - 1) + text.charAt(at + word.length);
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
};

/** What stands around a name that should not be there. */
function aroundIn(shown: string, name: string): string {
  const at = shown.indexOf(name);
  return at < 0 ? '' : shown.slice(Math.max(0, at - 60), at + name.length + 60);
}

/** Addresses, and local parts longer than two characters, that the redacted report shows. */
function leaksOf(report: Report): readonly string[] {
  const shown = shownBy(report);
  return [...addressesOf(report)].flatMap((address) => {
    const local = address.slice(0, address.lastIndexOf('@')).replaceAll(/["<>]/g, '');
    if (local === '' || shown.includes(address)) return shown.includes(address) ? [address] : [];
    return local.length > 2 && !isCommon(local) && isWordOf(shown, local) ? [local] : [];
  });
}

async function leaksIn(kind: AskKind, paths: readonly string[]): Promise<readonly string[]> {
  const leaks: string[] = [];
  let read = 0;
  for (const path of paths) {
    const report = await reportOn(kind, readFileSync(path), path);
    if (report === undefined) continue;
    read += 1;
    leaks.push(...leaksOf(report).map((leak) => `${path.split('/').at(-1)}: ${leak}`));
  }
  expect(read).toBeGreaterThan(paths.length / 2);
  return leaks;
}

test('the search finds what is not hidden', async () => {
  const input = Buffer.from('550 5.1.1 <zebedee@x.example>: User unknown');
  const report = await reportOn('explain', input);
  expect(report && [...addressesOf(report)]).toEqual(['zebedee@x.example']);
  expect(report && leaksOf({ ...report, id: 'to zebedee' })).toEqual(['zebedee']);
});

test.skipIf(bounces.length === 0)('bounces (../shared/corpora/bounces/messages)', async () => {
  expect(await leaksIn('explain', bounces)).toEqual([]);
});

test.skipIf(newsletters.length === 0)('newsletters (../shared/corpora/newsletters)', async () => {
  expect(await leaksIn('check', newsletters)).toEqual([]);
});

test.skipIf(!existsSync(repliesFile))('replies (../shared/corpora/bounces/replies.jsonl)', async () => {
  const leaks: string[] = [];
  for (const line of readFileSync(repliesFile, 'utf8').trim().split('\n')) {
    const { text } = JSON.parse(line) as { text: string };
    const report = await reportOn('explain', Buffer.from(text));
    if (report === undefined) continue;
    const shown = shownBy(report);
    const named = findAddresses(text).map(({ address }) => lowered(address));
    leaks.push(...named.filter((address) => shown.includes(address)));
  }
  expect(leaks).toEqual([]);
});

/** A name that is no word. */
const person = fc
  .tuple(
    fc.stringMatching(/^[b-dfghj-np-tv-z]{2}[aeiou][b-dfghj-np-tv-z]{2,5}$/),
    fc.constantFrom('', '.', '_', '-', '+'),
    fc.nat(999),
  )
  .map(([name, sign, number]) => (sign === '' ? `zq${name}` : `zq${name}${sign}x${number}`));

const REFUSALS: readonly ((name: string) => string)[] = [
  (name) => `550 5.1.1 ${name}: User unknown`,
  (name) => `550 Unknown user: ${name}`,
  (name) => `550 No such user (${name})`,
  (name) => `550 5.1.1 mailbox '${name}' not found`,
  (name) => `550 sorry, no mailbox here by that name: ${name} (#5.1.1)`,
  (name) => `452 4.2.2 Mailbox ${name} over quota`,
  (name) => `550 5.1.1 User ${name} unknown`,
  (name) => `550 5.1.1 <${name}@victim.example>: User ${name} unknown`,
  (name) => `550 5.1.1 The email account ${name} at victim.example does not exist`,
  (name) => `550 no such user ${name} @ victim.example`,
  (name) => `550 no such user ${name}＠victim.example`,
  (name) => `550 no such user ${name}&#64;victim.example`,
  (name) => `550 <"${name} lee"@victim.example> unknown user`,
  (name) => `550 <@a.example:${name}@victim.example> unknown user`,
  (name) => `550 <SRS0=abcd=xy=victim.example=${name}@fwd.example> unknown user`,
  (name) => `550 <prvs=1234abcdef=${name}@victim.example> unknown user`,
  (name) => `550 <b-${name}=victim.example@l.example> unknown user ${name}`,
  (name) => `550 unknown user, see https://x.example/${name}?rcpt=${name}%40victim.example&u=${name}`,
  (name) => `550 5.2.2 /var/mail/${name}/new: over quota`,
  (name) => `550 "${name}" <ann@victim.example> unknown user`,
  (name) =>
    `Nov 26 10:00:00 mx postfix/smtp[123]: 4CwXyZ1abczzz: to=<${name}@victim.example>, orig_to=<${name}>, relay=mx.victim.example[192.0.2.7]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.victim.example[192.0.2.7] said: 550 5.1.1 <${name}@victim.example>: Recipient address rejected: User unknown (in reply to RCPT TO command))`,
];

test('refusals that are made up name nobody', async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(person, fc.constantFrom(...REFUSALS), async (name, refusal) => {
      const report = await reportOn('explain', Buffer.from(refusal(name)), `${name}.txt`);
      if (report === undefined) return;
      read += 1;
      expect(aroundIn(shownBy(report), name)).toBe('');
    }),
    { numRuns: 300 },
  );
  expect(read).toBeGreaterThan(200);
});

const letterTo = (
  from: string,
  to: string,
  field: string,
): string => `From: "Dr. ${from}" <${from}@sender.example>
To: "${to} Lee" <${to}@victim.example>, (${to}) ${to}@third.example
Cc: ${to}+tag@victim.example
Reply-To: ${to} <${from}+${to}@sender.example>
Subject: Hello ${to}, this is for you
${field}
Return-Path: <b-${to}=victim.example@sender.example>
List-Unsubscribe: <https://x.example/u/${to}?e=${to}%40victim.example>, <mailto:off-${to}@x.example>
Date: Thu, 26 Nov 2026 16:00:00 +0000
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8; name="${to}.html"

<html><body class="${to}"><p title="${to}">Dear ${to}, ${to}&#64;victim.example FREE!!!</p>
<a href="http://bit.ly/x?u=${to}@victim.example">https://bank.example/${to}</a> <a href="http://192.0.2.7/${to}">${to}</a>
<img src="http://192.0.2.7/${to}.gif?u=${to}"><${to} ${to}="${to}"></body></html>
`;

test('messages that are made up name nobody, whether the message was kept or not', async () => {
  const field = fc.constantFrom<(name: string) => string>(
    (name) => `Message-ID: <${name}@sender.example>`,
    () => 'Message-ID: <20261126.1234@sender.example>',
    (name) => `X-${name.replaceAll(/[^a-z]/g, '')}: ${name}`,
    (name) => `Message-ID: ${name}`,
  );
  await fc.assert(
    fc.asyncProperty(person, person, field, fc.boolean(), async (from, to, line, isKept) => {
      const message = letterTo(from, to, line(to));
      const report = await reportOn('check', Buffer.from(message), `/home/${from}/${to}.eml`);
      expect(report).toBeDefined();
      if (report === undefined) return;
      const { input: _, ...without } = report;
      const shown = shownBy(isKept ? report : without);
      expect([aroundIn(shown, from), aroundIn(shown, to)]).toEqual(['', '']);
    }),
    { numRuns: 60 },
  );
});

describe('the page of a link', () => {
  test('is given the same, and nothing more', async () => {
    const app = await testApp();
    try {
      const message = letterTo('zqhostel', 'zqgarden', 'Message-ID: <zqgarden@sender.example>');
      for (const [kind, input, name] of [
        ['explain', '550 5.1.1 zqgarden: User unknown', 'zqgarden.txt'],
        ['check', message, 'zqgarden.eml'],
      ] as const) {
        const found = await reportOn(kind, Buffer.from(input), name);
        expect(found).toBeDefined();
        if (found === undefined) continue;
        const { id: _, ...toKeep } = found;
        const report = await app.store.reports.add(toKeep);
        const made = await app.request('POST', `/reports/${report.id}/shares`, {
          who: 'ann.read.write',
          body: { days: 1 },
        });
        const { url } = (await made.json()) as { url: string };
        const answer = await (await app.request('GET', `/shared/${url.split('/').at(-1)}`)).text();
        expect(answer).not.toMatch(/zqgarden|zqhostel/i);
        const { options: __, askedBy: ___, document, ...summary } = redactReport(report);
        const given = { summary, document, languages: ['en'], isRedacted: true };
        expect(JSON.parse(answer)).toEqual(JSON.parse(saidOn('api', JSON.stringify(given))));
      }
    } finally {
      await app.close();
    }
  });
});
