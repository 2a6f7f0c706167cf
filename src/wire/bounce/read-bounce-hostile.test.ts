import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMessage } from '../message/index.ts';
import { readBounce } from './read-bounce.ts';
import { sampleMessage } from './sample-messages.ts';

describe('hostile input', () => {
  test('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const { kind, returned } = readBounce(parseMessage(bytes));
        return typeof kind === 'string' && typeof returned() !== 'string';
      }),
      { numRuns: 200 },
    );
  });

  const folder = '../shared/corpora/bounces/messages';
  test.skipIf(!existsSync(folder))('never throws on corpus messages cut and changed', () => {
    const files = readdirSync(folder);
    const change = fc.record({
      file: fc.nat(files.length - 1),
      cut: fc.nat(4_000),
      at: fc.nat(4_000),
      byte: fc.nat(255),
    });
    fc.assert(
      fc.property(change, ({ file, cut, at, byte }) => {
        const raw = new Uint8Array(readFileSync(`${folder}/${files[file]}`)).slice(0, 400 + cut);
        if (at < raw.length) raw[at] = byte;
        const { recipients, returned } = readBounce(parseMessage(raw));
        return recipients.length >= 0 && returned()?.messageId !== null;
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['addresses', 'a@b.example '],
    ['colons', 'x: '],
    ['quote marks', '> '],
    ['codes', '550 5.1.1 '],
    ['brackets', '<'],
  ])('a line of 200,000 characters of %s is read in bounded time', (_name, unit) => {
    const body = unit.repeat(Math.ceil(200_000 / unit.length));
    const message = sampleMessage({ From: 'MAILER-DAEMON@x.example', Subject: 'failure notice' }, [
      'could not be delivered',
      body,
    ]);
    const { kind, returned } = readBounce(message);
    expect(kind).toBe('bounce');
    expect(returned()).toBeUndefined();
  });
});
