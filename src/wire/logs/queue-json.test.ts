import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQueueJson } from './queue-json.ts';

const BUSY =
  'host mx.example.org[192.0.2.9] said: 452 4.2.2 mailbox "a" is full {1} (in reply to RCPT TO command)';
const message = (id: string, recipients: readonly object[], sender = 'www@example.net') => ({
  queue_name: 'deferred',
  queue_id: id,
  arrival_time: 1_732_612_345,
  message_size: 3142,
  forced_expire: false,
  sender,
  recipients,
});
const waiting = { address: 'a@example.org', delay_reason: BUSY };
const listing = [
  message('4Zxk5S1bTmz2xNq', [waiting]),
  message('4Zxk5S1bTmz2xNr', [{ address: 'b@example.org' }]),
  message(
    '4Zxk5S1bTmz2xNs',
    [
      { ...waiting, address: 'c@example.org' },
      {
        address: 'd@example.org',
        delay_reason: 'connect to mx.example.org[192.0.2.7]:25: Connection timed out',
      },
    ],
    'MAILER-DAEMON',
  ),
];
const lines = listing.map((one) => JSON.stringify(one)).join('\n');

const told = (text: string) =>
  readQueueJson(text)?.events.map(({ queueId, recipient, replyCode, outcome, sender }) => [
    queueId,
    recipient,
    replyCode,
    outcome,
    sender,
  ]);

const expected = [
  ['4Zxk5S1bTmz2xNq', 'a@example.org', 452, 'deferred', 'www@example.net'],
  ['4Zxk5S1bTmz2xNs', 'c@example.org', 452, 'deferred', ''],
  ['4Zxk5S1bTmz2xNs', 'd@example.org', undefined, 'deferred', ''],
];

describe('postqueue -j', () => {
  test.each([
    ['an object a line', lines],
    ['as an array', JSON.stringify(listing)],
    ['laid out', JSON.stringify(listing, undefined, 2)],
    ['objects laid out', listing.map((one) => JSON.stringify(one, undefined, 4)).join('\n')],
  ])('%s: each recipient who waits for a reason', (_, text) => {
    expect(told(text)).toEqual(expected);
    expect(readQueueJson(text)?.rest).toBe('');
  });

  test('what stands around it is the rest, an object that is cut off too', () => {
    const read = readQueueJson(
      `root@mail:~# postqueue -j\n${lines}\n{"queue_name": "deferred", "queue_id": "4Z`,
    );
    expect(read?.events).toHaveLength(3);
    expect(read?.rest).toBe('root@mail:~# postqueue -j\n\n\n\n{"queue_name": "deferred", "queue_id": "4Z');
  });

  test('one that is too long hides none behind it', () => {
    const recipients = Array.from({ length: 20_000 }, (_, n) => ({
      ...waiting,
      address: `u${n}@example.org`,
    }));
    const text = `${JSON.stringify(message('4Zxk5S1bTmz2xNp', recipients))}\n${lines}`;
    expect(told(text)).toEqual(expected);
  });

  test('size and line are told', () => {
    expect(
      readQueueJson(lines)?.events.map(({ messageSizeBytes, line }) => [messageSizeBytes, line]),
    ).toEqual([
      [3142, 1],
      [3142, 3],
      [3142, 3],
    ]);
  });

  test('other JSON is no listing', () => {
    expect(readQueueJson('{"queue": "deferred", "recipients": []}')).toBeUndefined();
    expect(readQueueJson('{"queue_name": "deferred", "recipients": 1}')).toBeUndefined();
  });

  test('never throws, however it is cut and mixed', () => {
    fc.assert(
      fc.property(fc.nat(lines.length), fc.nat(lines.length), fc.string(), (from, to, between) => {
        readQueueJson(`${lines.slice(0, from)}${between}${lines.slice(to)}`);
      }),
    );
  });
});
