import { describe, expect, test } from 'vitest';
import type { Alert } from '../../store/alerts/types.ts';
import { testTexts } from '../testing.ts';
import { type Notice, noticeJson, writeNotice } from './notice.ts';
import { noticeHtml, noticeText } from './render-mail.ts';
import { notSent, sayProblem } from './send-result.ts';

const at = '2026-11-26T10:00:00.000Z';
const alert: Alert = {
  id: 'a1',
  key: 's|spf/x',
  subjectId: 's',
  about: 'example.org',
  severity: 'critical',
  state: 'open',
  title: 'SPF record of example.org: 2 records',
  finding: {
    reply: '550 5.7.24 SPF validation error',
    todo: 'Join the records.',
    records: ['example.org. 3600 IN TXT "v=spf1 -all"'],
    commands: ['dig +short example.org TXT'],
    contacts: ['Please remove it.'],
    lookups: ['example.org TXT NOERROR'],
    also: ['the same elsewhere'],
  },
  turn: 'your turn: DNS of example.org',
  openedAt: at,
  lastSeenAt: at,
  version: 1,
};
const notice = (more: Partial<Notice> = {}): Notice => ({
  id: 'd1',
  event: 'opened',
  at,
  entries: [{ event: 'opened', alert }],
  target: { name: 'Operations', leastSeverity: 'error' },
  origin: 'https://waypost.example.org',
  ...more,
});
const many = Array.from(
  { length: 60 },
  (_, place) => ({ event: 'opened', alert: { ...alert, id: `a${place}` } }) as const,
);

describe.each(['en', 'de'])('in %s', (language) => {
  const texts = testTexts(language);
  test.each<readonly [string, Notice]>([
    ['opened', notice()],
    [
      'closed',
      notice({ event: 'closed', entries: [{ event: 'closed', alert: { ...alert, closedAt: at } }] }),
    ],
    ['bundle', notice({ event: 'bundle', entries: many })],
    ['test', notice({ event: 'test', entries: [] })],
    ['without an origin', notice({ origin: '' })],
    [
      'a target that fails',
      notice({
        entries: [{ event: 'opened', alert: { ...alert, key: 'notifications|t', finding: { since: at } } }],
      }),
    ],
  ])('%s: every text is there and filled', (_, one) => {
    const written = writeNotice(one, texts);
    const whole = [written.subject, noticeText(written), noticeHtml(written, language)].join('\n');
    expect(written.subject).not.toBe('');
    expect(whole).not.toMatch(/notice\.|\{[a-z]+\}|undefined|severity\./);
  });

  test('cause, what to do, evidence and the way there stand in the message', () => {
    const text = noticeText(writeNotice(notice(), texts));
    for (const part of [
      alert.title,
      alert.turn,
      'Join the records.',
      '550 5.7.24 SPF validation error',
      'dig +short example.org TXT',
      'example.org TXT NOERROR',
      'https://waypost.example.org/alerts/a1',
    ])
      expect(text).toContain(part);
  });

  test.each([
    'not-public',
    'not-https',
    'not-found',
    'not-encrypted',
    'redirect',
    'status',
    'time-out',
    'too-large',
    'certificate',
    'refused',
    'network',
    'login',
    'smtp',
    'no-secret',
  ])('the problem %s has its sentence', (code) => {
    const data = {
      host: 'h.example',
      ip: '10.0.0.1',
      status: 500,
      seconds: 15,
      bytes: 1,
      detail: 'd',
      port: 25,
    };
    const { problem } = notSent(code, 'own words', data);
    const said = problem && sayProblem(problem, texts);
    expect(said).not.toBe('own words');
    expect(said).toMatch(/[.d]$/);
  });
});

describe('what strangers wrote', () => {
  const evil = '<img src=x onerror=alert(1)>"\'&\r\nBcc: a@example.net';
  const written = writeNotice(
    notice({
      entries: [
        {
          event: 'opened',
          alert: {
            ...alert,
            title: evil,
            about: evil,
            finding: { todo: evil, records: [evil], lookups: [evil] },
          },
        },
      ],
      target: { name: evil, leastSeverity: 'error' },
    }),
    testTexts('en'),
  );

  test('is no markup', () => {
    expect(noticeHtml(written, 'en')).not.toMatch(/<img|onerror=alert\(1\)>/);
  });

  test('leaves the subject one line, and not long', () => {
    expect(written.subject).not.toMatch(/\p{Cc}/u);
    expect(written.subject.length).toBeLessThanOrEqual(150);
  });
});

test('a bundle names fifty alerts and counts the others', () => {
  const text = noticeText(writeNotice(notice({ event: 'bundle', entries: many }), testTexts('en')));
  expect(text.split(alert.title)).toHaveLength(51);
  expect(text).toContain('and 10 more');
});

test('the body of a bundle stays small: without findings', () => {
  const large = many.map((entry) => ({
    ...entry,
    alert: { ...entry.alert, finding: { lookups: ['x'.repeat(20_000)] } },
  }));
  const bundle = notice({ event: 'bundle', entries: large });
  const body = JSON.stringify(noticeJson(bundle, writeNotice(bundle, testTexts('en'))));
  expect(body.length).toBeLessThan(60 * 1000);
  expect(JSON.parse(body).alerts).toHaveLength(60);
});

describe('the watched names that an alert concerns', () => {
  const concerning = (count: number, more = {}) => {
    const concerns = Array.from({ length: count }, (_, place) => ({
      id: `s${place}`,
      name: `n${place}.example`,
    }));
    return { ...alert, finding: { ...alert.finding, concerns, ...more } };
  };
  const said = (one: Alert, event: 'opened' | 'bundle' = 'opened') => {
    const told = notice({ event, entries: [{ event: 'opened', alert: one }] });
    const written = writeNotice(told, testTexts('en'));
    return { text: noticeText(written), json: noticeJson(told, written) };
  };

  test.each([
    ['one', concerning(1), 'n0.example'],
    ['forty', concerning(40), 'n9.example and 30 more'],
    ['more than the alert names', concerning(50, { concernsMore: 7 }), 'n9.example and 47 more'],
  ])('%s: stand in the message', (_, one, words) => {
    expect(said(one).text).toContain(words);
    expect(said(one, 'bundle').text).toContain(words);
  });

  test('are not said again where it is about the only one itself', () => {
    const finding = { ...alert.finding, concerns: [{ id: 's', name: alert.about }] };
    expect(said({ ...alert, finding }).text).not.toContain('watched names');
  });

  test.each([
    ['opened', 40],
    ['bundle', 10],
  ] as const)('are in the body of %s: %i', (event, count) => {
    expect(said(concerning(40), event).json.alerts).toMatchObject([
      { concerns: Array.from({ length: count }, (_, place) => `n${place}.example`) },
    ]);
  });
});
