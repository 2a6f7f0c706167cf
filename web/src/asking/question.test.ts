/** What a question carries, by kind; and what files become. */
import { describe, expect, test } from 'vitest';
import { FormValues } from '../components/form.tsx';
import { headOf, toBase64 } from './input.ts';
import { isAnotherQuestion, optionsOf, recognisedKey } from './question.ts';
import { queryOf } from './submit-job.ts';

function values(fields: Readonly<Record<string, string>>): FormValues {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return new FormValues(data);
}

describe('optionsOf', () => {
  test.each([
    [
      'explain',
      { live: 'on', senderIp: ' 192.0.2.7 ', sendingIps: '192.0.2.9' },
      { language: 'de', senderIp: '192.0.2.7' },
    ],
    ['explain', {}, { language: 'de', offline: true }],
    ['explain', { live: 'on', connect: 'on' }, { language: 'de', connect: true }],
    ['explain', { connect: 'on' }, { language: 'de', offline: true }],
    [
      'audit',
      {
        live: 'on',
        sendingIps: '192.0.2.7, 2001:db8::7',
        selectors: 's1\ns2',
        messagesPerDay: '5000',
        plan: 'on',
      },
      {
        language: 'de',
        sendingIps: ['192.0.2.7', '2001:db8::7'],
        selectors: ['s1', 's2'],
        messagesPerDay: 5000,
        plan: true,
      },
    ],
    ['audit', { live: 'on', messagesPerDay: 'many' }, { language: 'de' }],
    [
      'audit',
      { live: 'on', helo: 'mail.example.org', plan: 'on', flattenSpf: 'on' },
      { language: 'de', helo: 'mail.example.org', plan: true, flattenSpf: true },
    ],
    ['audit', { live: 'on', flattenSpf: 'on' }, { language: 'de' }],
    [
      'check',
      { live: 'on', senderIp: '192.0.2.7', subject: 'News', from: 'a@example.org', text: 'Hello' },
      { language: 'de', senderIp: '192.0.2.7', subject: 'News', from: 'a@example.org', text: 'Hello' },
    ],
    [
      'check',
      { live: 'on', profile: 'bulk', receivers: 'google' },
      { language: 'de', profile: 'bulk', receivers: ['google'] },
    ],
  ] as const)('%s %j', (kind, given, expected) => {
    expect(optionsOf(kind, values(given), 'de')).toEqual(expected);
  });
});

test.each([
  [{ kind: 'explain', what: 'reply', name: 'Google' }, 'ask.what.replyNamed'],
  [{ kind: 'explain', what: 'reply' }, 'ask.what.reply'],
] as const)('%j has its words', (recognised, key) => {
  expect(recognisedKey(recognised)).toBe(key);
});

describe('input', () => {
  test('Base64 of any octets, also of many', () => {
    const bytes = Uint8Array.from({ length: 300_001 }, (_, place) => place % 256);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    expect(toBase64(new Uint8Array())).toBe('');
  });

  test.each([
    [{}, {}],
    [
      { profile: 'bulk', receivers: ['google', 'yahoo'], offline: true, messagesPerDay: 5 },
      { profile: 'bulk', receivers: 'google,yahoo', offline: 'true', messagesPerDay: '5' },
    ],
    [{ subject: 'Hello' }, undefined],
    [{ tracking: ['a,b'] }, undefined],
  ])('options of a file in a query: %j', (options, query) => expect(queryOf(options)).toEqual(query));

  test('to recognise, the beginning is enough', () => {
    const { inputBase64 = '' } = headOf('', { name: 'big', bytes: new Uint8Array(1_000_000) });
    expect(inputBase64.length).toBeLessThan(140_000);
    expect(headOf('x'.repeat(1_000_000), undefined).input?.length).toBeLessThan(100_000);
  });
});

describe('isAnotherQuestion', () => {
  const file = { name: 'a.eml', bytes: Uint8Array.of(1) };
  const reply = '550 5.7.1 first reply: spam';
  test.each([
    ['a typo that was mended', reply, '550 5.7.1 first reply: Spam', false],
    ['mended and pasted anew', '550 5.7.1 frist reply', '550 5.7.1 first reply', false],
    ['one more letter', 'a', 'ab', false],
    ['the rest of it', '550', reply, false],
    ['what stood around it was cut away', `>> ${reply} (in reply to DATA)`, reply, false],
    ['nothing stood there', ' \n', reply, false],
    ['another reply', reply, '550 5.1.1 other reply of another mail', true],
    ['it was emptied', reply, ' ', true],
  ])('%s', (_, before, now, expected) => {
    expect(isAnotherQuestion({ text: before, file: undefined }, { text: now, file: undefined })).toBe(
      expected,
    );
  });

  test.each([
    ['a file where nothing stood', { text: '', file: undefined }, { text: '', file }, false],
    ['a file in the place of a text', { text: reply, file: undefined }, { text: reply, file }, true],
    ['another file', { text: '', file }, { text: '', file: { ...file } }, true],
    ['the same file', { text: '', file }, { text: '', file }, false],
    ['no file any more', { text: reply, file }, { text: reply, file: undefined }, true],
  ])('%s', (_, before, now, expected) => {
    expect(isAnotherQuestion(before, now)).toBe(expected);
  });
});
