import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { failed, ok } from '../../base/result.ts';
import { StoreError } from '../../store/types.ts';
import { problemOf } from '../kit/testing.ts';
import { someAnswer, type TestApp, testApp } from '../testing.ts';

const who = 'ann.ask.read';
const reply = '550 5.7.1 no';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe('bad questions', () => {
  const large = Buffer.alloc(65 << 20, 'a');
  const cases: readonly [string, string, object, object][] = [
    ['nobody', '/explain', { body: { input: reply } }, { status: 401, code: 'not-signed-in' }],
    [
      'a viewer',
      '/explain',
      { who: 'bob.read', body: { input: reply } },
      { status: 403, code: 'not-allowed' },
    ],
    [
      'an expired token',
      '/explain',
      { who: 'old', body: { input: reply } },
      { status: 401, code: 'not-signed-in' },
    ],
    ['no input', '/explain', { who, body: {} }, { status: 422, code: 'invalid', paths: ['input'] }],
    [
      'two inputs',
      '/check',
      { who, body: { input: 'a', inputBase64: 'YQ==' } },
      { status: 422, code: 'invalid', paths: ['inputBase64'] },
    ],
    [
      'Base64 that is none',
      '/check',
      { who, body: { inputBase64: 'Zm9v!' } },
      { status: 422, code: 'invalid', paths: ['inputBase64'] },
    ],
    [
      'Base64 with lines',
      '/check',
      { who, body: { inputBase64: 'Zm9v\r\nZm9v' } },
      { status: 422, code: 'invalid', paths: ['inputBase64'] },
    ],
    [
      'a file without content',
      '/check',
      { who, body: { files: [{ name: 'a.eml', input: 'x' }, { name: 'b.eml' }] } },
      { status: 422, code: 'invalid', paths: ['files.1.input'] },
    ],
    [
      'an input beside files',
      '/check',
      { who, body: { input: 'x', files: [{ name: 'a.eml', input: 'x' }] } },
      { status: 422, code: 'invalid', paths: ['files'] },
    ],
    [
      'an unknown option',
      '/audit',
      { who, body: { input: 'example.org', options: { ofline: true } } },
      { status: 422, code: 'invalid', paths: ['options.ofline'] },
    ],
    [
      'an address that is none',
      '/audit',
      { who, body: { input: 'example.org', options: { sendingIps: ['192.0.2.1', '192.0.2.256'] } } },
      { status: 422, code: 'invalid', paths: ['options.sendingIps.1'] },
    ],
    [
      'options in the query of JSON',
      '/audit?offline=true',
      { who, body: { input: 'example.org' } },
      { status: 422, code: 'invalid', paths: ['query.offline'] },
    ],
    [
      'a wrong option in the query',
      '/explain?offline=yes',
      { who, body: reply, headers: { 'content-type': 'text/plain' } },
      { status: 422, code: 'invalid', paths: ['query.offline'] },
    ],
    ['half a body', '/explain', { who, body: '{"input":' }, { status: 400, code: 'malformed-json' }],
    [
      'a form',
      '/explain',
      { who, body: 'input=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      { status: 415, code: 'wrong-media-type' },
    ],
    [
      '65 MiB as they are',
      '/check',
      { who, body: large, headers: { 'content-type': 'message/rfc822' } },
      { status: 413, code: 'too-large' },
    ],
    [
      '65 MiB in Base64',
      '/check',
      { who, body: JSON.stringify({ inputBase64: large.toString('base64') }) },
      { status: 413, code: 'too-large' },
    ],
    [
      '65 MiB in several files',
      '/check',
      {
        who,
        body: JSON.stringify({
          files: ['a', 'b']
            .map((name) => ({ name, input: large.subarray(33 << 20).toString('latin1') }))
            .concat(['c', 'd'].map((name) => ({ name, input: large.subarray(60 << 20).toString('latin1') }))),
        }),
      },
      { status: 413, code: 'too-large' },
    ],
  ];
  test.each(cases)('%s', async (_, path, init, expected) => {
    expect(await problemOf(await app.request('POST', path, init))).toEqual(expected);
    expect(app.desk.asked).toEqual([]);
  });
});

describe('a question', () => {
  test('in JSON is asked with its options, and its report is kept', async () => {
    const answer = await app.request('POST', '/explain', {
      who,
      body: { input: reply, options: { offline: true, language: 'de' } },
    });
    const { reportId, ...rest } = (await answer.json()) as { reportId: string };
    expect(rest).toEqual(someAnswer);
    expect(app.desk.asked.at(-1)).toEqual({
      kind: 'explain',
      input: Buffer.from(reply),
      options: { offline: true, language: 'de' },
    });
    expect(await app.store.reports.get(reportId)).toMatchObject({
      kind: 'explain',
      askedBy: 'ann',
      options: { offline: true, language: 'de' },
      document: someAnswer.document,
    });
  });

  test('as bytes takes its options from the query and keeps nothing where it is not to', async () => {
    const before = await app.store.reports.list({}, { limit: 200 });
    const bytes = Buffer.from('From: \xe9', 'latin1');
    const answer = await app.request(
      'POST',
      '/check?keep=false&name=a.eml&sendingIps=192.0.2.1,2001:db8::1&messagesPerDay=10&lists=false',
      { who, body: bytes, headers: { 'content-type': 'message/rfc822' } },
    );
    expect(await answer.json()).toEqual(someAnswer);
    expect(app.desk.asked.at(-1)).toEqual({
      kind: 'check',
      input: bytes,
      name: 'a.eml',
      options: { sendingIps: ['192.0.2.1', '2001:db8::1'], messagesPerDay: 10, lists: false },
    });
    expect((await app.store.reports.list({}, { limit: 200 })).items.length).toBe(before.items.length);
  });

  test('is answered where the disk is full, and says that no report was kept', async () => {
    const full = new StoreError({ code: 'disk-full', message: 'There is no room on the disk.' });
    const add = vi.spyOn(app.store.reports, 'add').mockRejectedValueOnce(full);
    const answer = await app.request('POST', '/explain', { who, body: { input: reply } });
    add.mockRestore();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      ...someAnswer,
      notes: ['The report was not kept: There is no room on the disk.'],
    });
  });

  test('may have 64 MiB', async () => {
    const bytes = Buffer.alloc(64 << 20, 'a');
    const raw = await app.request('POST', '/check?keep=false', {
      who,
      body: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    });
    const text = await app.request('POST', '/check', {
      who,
      body: JSON.stringify({ inputBase64: bytes.toString('base64'), keep: false }),
    });
    expect([raw.status, text.status]).toEqual([200, 200]);
    expect(app.desk.asked.slice(-2).map(({ input }) => input.length)).toEqual([64 << 20, 64 << 20]);
  });

  test('of which nothing can be said is answered with the code of the desk', async () => {
    app.asks(async () => failed('no-reply', 'There is no reply in it.'));
    const answer = await app.request('POST', '/explain', { who, body: { input: 'hello you' } });
    expect(await problemOf(answer)).toEqual({ status: 422, code: 'no-reply' });
    app.asks(async () => ok(someAnswer));
  });

  test('whose client goes away is given up', async () => {
    const gone = new AbortController();
    const aborted = Promise.withResolvers<void>();
    app.asks(
      (_, watch) =>
        new Promise((resolve) => {
          watch?.signal?.addEventListener('abort', () => {
            aborted.resolve();
            resolve(failed('cancelled', 'It was cancelled.'));
          });
          gone.abort();
        }),
    );
    const answer = await app.request('POST', '/audit', {
      who,
      body: { input: 'example.org' },
      signal: gone.signal,
    });
    await aborted.promise;
    expect(await problemOf(answer)).toEqual({ status: 499, code: 'cancelled' });
    app.asks(async () => ok(someAnswer));
  });

  test('of one caller waits for no more than its share; another is answered', async () => {
    const held = Promise.withResolvers<void>();
    app.asks(async (ask) => {
      if (Buffer.from(ask.input).toString() === 'slow.example.org') await held.promise;
      return ok(someAnswer);
    });
    const ask = (name: string, input: string) =>
      app.request('POST', '/audit', { who: `${name}.ask`, body: { input, keep: false } });
    const slow = Array.from({ length: 8 }, () => ask('eve', 'slow.example.org'));
    await expect.poll(() => app.desk.asked.filter(({ input }) => input.length === 16).length).toBe(8);
    const ninth = await ask('eve', 'example.org');
    expect(ninth.headers.get('retry-after')).toBe('2');
    expect(await problemOf(ninth)).toEqual({ status: 429, code: 'too-many-requests' });
    // Answers from the text alone do not wait behind the network.
    const offline = await app.request('POST', '/explain', {
      who: 'bob.ask',
      body: { input: reply, options: { offline: true }, keep: false },
    });
    expect(offline.status).toBe(200);
    const waiting = ask('bob', 'example.org');
    held.resolve();
    expect((await waiting).status).toBe(200);
    expect((await Promise.all(slow)).map(({ status }) => status)).toEqual(Array(8).fill(200));
  });
});

describe('recognising', () => {
  test('tells what something is and asks nothing', async () => {
    const before = app.desk.asked.length;
    const answer = await app.request('POST', '/recognise', { who, body: { input: 'example.org' } });
    expect(await answer.json()).toEqual({ kind: 'audit', what: 'domain', name: 'example.org' });
    const raw = await app.request('POST', '/recognise', {
      who,
      body: reply,
      headers: { 'content-type': 'text/plain' },
    });
    expect(await raw.json()).toEqual({ kind: 'explain', what: 'reply' });
    expect(app.desk.asked.length).toBe(before);
  });
});
