import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../base/json.ts';
import type { CliIo } from '../cli/io.ts';
import { Sink } from '../cli/testing.ts';
import type { Ask, AskEvent, AskOptions } from '../desk/types.ts';
import { saidOn } from '../findings/ways.ts';
import { openDesk } from './desk.ts';
import { loadData } from './load-data.ts';
import { createCatalogues } from './services.ts';

const faults: unknown[] = [];
const desk = openDesk(loadData(), {
  settings: { resolver: async () => undefined, listKeys: async () => ({}) },
  onFault: (fault) => faults.push(fault),
});
afterAll(() => desk.close());

const ask = (kind: Ask['kind'], input: string | Uint8Array, options: AskOptions = {}) =>
  desk.ask({ kind, input: typeof input === 'string' ? Buffer.from(input) : input, options });

/** What the command writes for the same input. */
async function command(verb: 'explain' | 'check', input: string, raw: object): Promise<unknown> {
  const stdout = new Sink();
  const io: CliIo = {
    stdin: Readable.from([Buffer.from(input)]),
    stdout,
    stderr: new Sink(),
    environment: {},
    nowMs: () => 0,
  };
  if (verb === 'explain') {
    const { run, host } = await import('./explain-host.ts');
    await run(['-'], raw, io, host);
  } else {
    const { run, host } = await import('./check-host.ts');
    await run(['-'], raw, io, host);
  }
  return JSON.parse(stdout.text);
}

/** Without what differs from run to run: times, and what the input is called. */
function lasting(value: unknown): unknown {
  const text = JSON.stringify(value)
    .replaceAll(/"seenAt":"[^"]*"/g, '"seenAt":""')
    .replaceAll(/[Ss]tandard input|[Tt]his text/g, 'text')
    // The desk is given no name where the command calls it standard input.
    .replaceAll('"isUnnamed":true,', '');
  return JSON.parse(text);
}

const refusals = [
  '550 5.1.1 <a@example.com>: Recipient address rejected: User unknown',
  '550 5.1.1 <b@example.com>: Recipient address rejected: User unknown',
  '452 4.2.2 Mailbox full',
].join('\n');
const letter = [
  'From: Ann <ann@example.org>',
  'Message-ID: <1.2@example.org>',
  'Date: Thu, 26 Nov 2026 10:00:00 +0000',
  'Subject: HELLO!!!',
  '',
  'See http://192.0.2.1/x',
  '',
].join('\r\n');

/** As the command reads what carries every way to give something. */
const asCommand = (document: JsonObject): JsonObject =>
  JSON.parse(saidOn('command', JSON.stringify(document)));

describe('the documents are those of the commands', () => {
  test.each([
    ['one refusal', '550 5.7.1 Service unavailable; client [192.0.2.7] blocked using zen.spamhaus.org'],
    ['several, grouped', refusals],
    ['German', refusals],
  ])('explain: %s', async (name, input) => {
    const language = name === 'German' ? 'de' : 'en';
    const answer = await ask('explain', input, { offline: true, language });
    expect(answer).toMatchObject({ ok: true });
    const document = answer.ok ? asCommand(answer.value.document) : {};
    const printed = await command('explain', input, { json: true, offline: true, lang: language });
    expect(lasting(document)).toEqual(lasting(printed));
  });

  test('check', async () => {
    const answer = await ask('check', letter, { offline: true, profile: 'bulk' });
    const document = answer.ok ? asCommand(answer.value.document) : {};
    const printed = await command('check', letter, { json: true, offline: true, profile: 'bulk' });
    expect([lasting(document)]).toEqual(lasting(printed));
  });
});

describe('summaries', () => {
  test('of refusals: grouped, with their causes, whose turn it is', async () => {
    const answer = await ask('explain', refusals, { offline: true });
    expect(answer).toMatchObject({
      ok: true,
      value: { summary: { standing: 'bad' }, document: { total: 3 } },
    });
    const { tags = [], turn } = answer.ok ? answer.value.summary : {};
    expect(tags).toContain('recipient.unknown');
    expect(turn).not.toBe('');
  });

  test('of a message: its Subject and its author, its failed checks', async () => {
    const answer = await ask('check', letter, { offline: true });
    expect(answer).toMatchObject({
      value: { summary: { about: 'HELLO!!! · example.org', standing: 'bad' } },
    });
  });

  test('of several messages: a list, and where they differ', async () => {
    const files = ['Hello', 'HELLO!!!'].map((subject, place) => ({
      name: `${place}.eml`,
      input: Buffer.from(letter.replace('HELLO!!!', subject)),
    }));
    const input = new Uint8Array();
    const answer = await desk.ask({ kind: 'check', input, files, options: { offline: true } });
    expect(answer).toMatchObject({
      value: {
        document: {
          schema: 'waypost/check-list/1',
          reports: [{ message: { name: '0.eml' } }, { message: { name: '1.eml' } }],
          variants: { rows: [{}, {}] },
        },
      },
    });
  });

  test('HTML is checked as a template with what is told beside', async () => {
    const answer = await ask('check', '<p>Hello {{name}}</p>', {
      offline: true,
      subject: 'News',
      text: 'Hello',
    });
    expect(answer).toMatchObject({ ok: true, value: { document: { message: { subject: 'News' } } } });
  });
});

describe('problems', () => {
  test.each<readonly [string, Ask['kind'], string | Uint8Array, AskOptions, string]>([
    ['no refusal', 'explain', 'good morning', {}, 'no-reply-in-text'],
    ['nothing', 'explain', '', {}, 'empty'],
    ['binary', 'explain', Buffer.from([0, 1, 2, 0, 1]), {}, 'binary'],
    ['a wrong option', 'explain', '550 no', { senderIp: 'x' }, 'bad-option'],
    ['no name', 'audit', 'nonsense', {}, 'single-label'],
    ['no name at all', 'audit', ' ', {}, 'empty'],
    ['a private address', 'audit', '10.0.0.1', {}, 'private-ip'],
    ['an audit offline', 'audit', 'example.org', { offline: true }, 'not-offline'],
    ['a broken report', 'audit', '<?xml version="1.0"?><feedback><rec', {}, 'unreadable-report'],
    ['a wrong selector', 'audit', 'example.org', { selectors: ['a b'] }, 'bad-selector'],
    ['no message', 'check', 'good morning', {}, 'mail-none'],
    ['a wrong receiver', 'check', letter, { receivers: ['nobody'] }, 'not-one-of'],
    ['no base64', 'explain', '550 no', { message: '!' }, 'bad-option'],
    [
      'too many names',
      'audit',
      Array.from({ length: 1001 }, (_, n) => `${n}.example`).join('\n'),
      {},
      'too-many-names',
    ],
  ])('%s', async (_, kind, input, options, code) => {
    expect(await ask(kind, input, options)).toMatchObject({ ok: false, problem: { code } });
  });

  test.each<readonly [Ask['kind'], string, AskOptions, string, string]>([
    ['explain', '550 no', { helo: 'a b' }, 'options.helo', '“Its HELO name”'],
    ['explain', '550 no', { from: 'a b', language: 'de' }, 'options.from', '„Absender“'],
    ['audit', 'example.org', { selectors: ['a b'] }, 'options.selectors', '“DKIM selectors”'],
    ['audit', 'example.org', { helo: '!', language: 'de' }, 'options.helo', '„Sein HELO-Name“'],
    ['check', letter, { tracking: ['a b'] }, 'options.tracking', '“Your own link and tracking domains”'],
    ['check', letter, { receivers: ['nobody'] }, 'options.receivers', '“Only these receivers”'],
  ])('%s %s: %j is called as its reader gives it', async (kind, input, options, member, field) => {
    const answer = await ask(kind, input, options);
    const { message, data = {} } = answer.ok ? { message: '' } : answer.problem;
    expect(saidOn('api', JSON.stringify(data))).not.toContain('--');
    expect(saidOn('api', message)).toContain(member);
    expect(saidOn('page', message)).toContain(field);
    expect(saidOn('command', message)).toContain('--');
  });

  test('an input over 64 MiB is refused before it is read', async () => {
    const files = [
      { name: 'a', input: Buffer.alloc(40 << 20) },
      { name: 'b', input: Buffer.alloc(40 << 20) },
    ];
    for (const kind of ['explain', 'audit', 'check'] as const)
      expect(await desk.ask({ kind, input: new Uint8Array(), files, options: {} })).toMatchObject({
        problem: { code: 'too-large' },
      });
  });

  test('a problem is told in the language asked for', async () => {
    const answer = await ask('audit', 'example.org', { offline: true, language: 'de' });
    expect(answer.ok ? '' : answer.problem.message).toContain('Eine Prüfung fragt');
  });

  test('empty fields of a form are no options', async () => {
    const options = { offline: true, from: '', senderIp: '', helo: '' };
    expect(await ask('explain', '550 5.1.1 User unknown', options)).toMatchObject({ ok: true });
  });
});

describe('while it works', () => {
  test('progress, and what the bytes of a message tell', async () => {
    const events: AskEvent[] = [];
    const onEvent = (event: AskEvent) => events.push(event);
    await desk.ask({ kind: 'check', input: Buffer.from(letter), options: { offline: true } }, { onEvent });
    expect(events[0]).toEqual({ kind: 'progress', done: 0, total: 1 });
    expect(events.at(-1)).toEqual({ kind: 'progress', done: 1, total: 1 });
    expect(events.filter(({ kind }) => kind === 'evidence').length).toBeGreaterThan(5);
    const lines = events.flatMap((event) => (event.kind === 'evidence' ? [JSON.stringify(event)] : []));
    expect(new Set(lines).size).toBe(lines.length);
  });

  test('a listener that throws ends nothing', async () => {
    const onEvent = () => {
      throw new Error('a bug of the listener');
    };
    const input = Buffer.from(letter);
    expect(await desk.ask({ kind: 'check', input, options: { offline: true } }, { onEvent })).toMatchObject({
      ok: true,
    });
    expect(faults.length).toBeGreaterThan(0);
    faults.length = 0;
  });

  test('cancelled before or in the middle of a long log, it ends at once and others had their turn', async () => {
    expect(
      await desk.ask(
        { kind: 'explain', input: Buffer.from('550 no'), options: {} },
        { signal: AbortSignal.abort() },
      ),
    ).toMatchObject({ problem: { code: 'cancelled' } });
    const line = (n: number) =>
      `550 5.1.1 <user${n}@example.com>: Recipient address rejected: User unknown\n`;
    const input = Buffer.from(Array.from({ length: 60_000 }, (_, n) => line(n)).join(''));
    const stop = new AbortController();
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
      if (ticks === 5) stop.abort();
    }, 5);
    const started = performance.now();
    const answer = await desk.ask(
      { kind: 'explain', input, options: { offline: true } },
      { signal: stop.signal },
    );
    clearInterval(timer);
    expect(answer).toMatchObject({ problem: { code: 'cancelled' } });
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

test('reports that are dropped are audited by what they say, and nothing is asked', async () => {
  const record = (domain: string) =>
    `<feedback><report_metadata><org_name>example.com</org_name><email>a@example.com</email><report_id>${domain}</report_id><date_range><begin>1764000000</begin><end>1764086400</end></date_range></report_metadata><policy_published><domain>${domain}</domain><p>none</p></policy_published><record><row><source_ip>192.0.2.1</source_ip><count>3</count><policy_evaluated><disposition>none</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row><identifiers><header_from>${domain}</header_from></identifiers><auth_results><spf><domain>example.net</domain><result>fail</result></spf></auth_results></record></feedback>`;
  const one = await ask('audit', record('example.org'));
  expect(one).toMatchObject({
    ok: true,
    value: { document: { schema: 'waypost/audit/1', subject: { name: 'example.org' }, reports: {} } },
  });
  const files = ['example.org', 'example.com'].map((name) => ({ name, input: Buffer.from(record(name)) }));
  const two = await desk.ask({ kind: 'audit', input: new Uint8Array(), files, options: {} });
  const { audits } = two.ok ? (two.value.document as { audits: readonly JsonObject[] }) : { audits: [] };
  expect(audits.map(({ subject }) => (subject as JsonObject).name)).toEqual(
    expect.arrayContaining(['example.org', 'example.com']),
  );
});

test('never throws, whatever is given', async () => {
  const given = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string().map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(given, fc.constantFrom('explain', 'check' as const), async (input, kind) => {
      const answer = await desk.ask({ kind, input, options: { offline: true } });
      expect(typeof (answer.ok ? answer.value.summary.headline : answer.problem.message)).toBe('string');
    }),
    { numRuns: 60 },
  );
  expect(faults).toEqual([]);
});

test('catalogues that are read elsewhere, too, are made once: the desk reads those it is given', async () => {
  const data = loadData();
  const asked: string[] = [];
  const textsIn = createCatalogues(data);
  const own = openDesk(data, {
    settings: { resolver: async () => '127.0.0.1:9', listKeys: async () => ({}) },
    textsIn: (language) => {
      asked.push(language);
      return textsIn(language);
    },
  });
  const input = Buffer.from('550 5.1.1 user unknown');
  await own.ask({ kind: 'explain', input, options: { offline: true, language: 'de' } });
  own.close();
  expect(asked).toContain('de');
  expect(textsIn('de')).toBe(textsIn('de'));
});
