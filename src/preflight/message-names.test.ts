import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMailView } from '../wire/mail-view/index.ts';
import { namesShownIn } from './message-names.ts';
import { linked } from './testing.ts';

describe('the names in a message', () => {
  test('each with the first place where it stands', () => {
    const raw = Buffer.from(linked);
    const names = namesShownIn(readMailView(raw));
    expect(names.map(({ name, role }) => `${role} ${name}`)).toEqual([
      'From example.org',
      'Reply-To example.net',
      'Message-ID example.com',
      'List-Unsubscribe example.edu',
      'link listed.example',
      'image pictures.example',
    ]);
    for (const { place } of names) {
      const there = raw.subarray(place.raw.start, place.raw.end).toString();
      expect(there.replaceAll(/\s+/g, ' ')).toContain(place.snippet);
    }
    expect(names.find(({ role }) => role === 'link')?.place.snippet).toBe('https://shop.listed.example/a');
  });

  test('any bytes give names without a throw', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...linked.split('\r\n'), '@', '<', 'http://', '\r\n')),
        (parts) => {
          namesShownIn(readMailView(Buffer.from(parts.join('\r\n'))));
        },
      ),
    );
  });
});
