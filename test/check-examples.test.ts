/**
 * The examples of docs/checks/ are true: each is told by its check with its class, its receivers and its place, no fault
 * is without one, and the message they are laid into has none.
 */
import { describe, expect, test } from 'vitest';
import type { ByteRange } from '../src/base/byte-range.ts';
import { messageChecks } from '../src/checks/index.ts';
import { type MailProfile, mailProfiles } from '../src/findings/message-check.ts';
import { readDataFolder } from '../src/main/data-folder.ts';
import { catalogueOf } from '../src/main/services.ts';
import { readMailTables } from '../src/preflight/mail-tables.ts';
import { readMailView } from '../src/wire/mail-view/index.ts';
import {
  type CheckExample,
  layExample,
  profilesOf,
  readCheckExamples,
  unfolded,
} from '../tools/docs/check-examples.ts';
import { askingChecks, exampleGiven, runExample } from '../tools/docs/run-example.ts';
import { publishedConditions } from './check-conditions/published.ts';
import { projectRoot } from './source-files.ts';

const data = readDataFolder('data');
const tables = readMailTables(data);
const texts = catalogueOf(data, 'en');
const { examples, leftOut } = readCheckExamples(projectRoot);
const keyOf = ({ check, message }: Pick<CheckExample, 'check' | 'message'>): string => `${check} ${message}`;
const shown = new Set(examples.map(keyOf));

/** The octets at the place, without the line end behind them; of a long one as much as the example gives. */
function shownAt(
  raw: Buffer,
  { start, end }: ByteRange,
  { charset, lineEnds, place = '' }: CheckExample,
): string {
  const octets = raw.subarray(start, end).toString(charset ?? 'utf8');
  const text = lineEnds === undefined ? octets.replaceAll('\r\n', '\n').replace(/\n$/, '') : octets;
  return place.endsWith('…') && text.length >= place.length ? `${text.slice(0, place.length - 1)}…` : text;
}

test.each(examples.map((one) => [keyOf(one), one] as const))('%s', (_, example) => {
  for (const profile of profilesOf(example)) {
    const { raw, failures } = runExample(example, profile, tables);
    const found = failures.filter(({ message }) => message === example.message);
    expect(
      found.map(({ consequence, receivers, place }) => ({
        consequence,
        receivers: [...receivers],
        place: place && shownAt(raw, place.raw, example),
      })),
      `as ${profile} mail; the check says ${failures.map(({ message }) => message).join(', ') || 'nothing'}`,
    ).toContainEqual({
      consequence: example.class,
      receivers: example.receivers ?? [],
      place: example.place,
    });
  }
});

describe('no fault is without an example', () => {
  test.each([...messageChecks, ...askingChecks].map(({ id }) => id))('%s', (check) => {
    const { messages, todo, reply } = texts.finding(check);
    const faults = Object.keys(messages).filter((message) => message in todo || message in reply);
    const missing = faults.filter((message) => {
      const key = keyOf({ check, message });
      return !shown.has(key) && !leftOut.has(key);
    });
    expect(missing).toEqual([]);
    // An example of what the check does not say would stand on no page.
    expect(examples.filter((one) => one.check === check && !(one.message in messages)).map(keyOf)).toEqual(
      [],
    );
  });

  test('nor one without words of what to do, that is told of the message of another example', () => {
    const told = new Set<string>();
    for (const example of examples.filter(({ place = '' }) => !place.includes('×'))) {
      const [profile = 'bulk'] = profilesOf(example);
      const raw = layExample(example, profile);
      if (raw.length > 50_000) continue;
      const view = readMailView(raw);
      for (const { id, run } of messageChecks)
        for (const { outcome, message } of run(view, exampleGiven(profile, tables)))
          if (outcome === 'fail') told.add(keyOf({ check: id, message }));
    }
    expect(told.size).toBeGreaterThan(200);
    expect([...told].filter((key) => !shown.has(key) && !leftOut.has(key))).toEqual([]);
  });

  test('examples are of checks that there are', () => {
    const ids = new Set([...messageChecks, ...askingChecks].map(({ id }) => id as string));
    expect(examples.filter(({ check }) => !ids.has(check)).map(keyOf)).toEqual([]);
  });

  test.each([...leftOut])('%s, which is too large, is tested elsewhere', (key, { receivers }) => {
    expect(shown.has(key)).toBe(false);
    const conditions = publishedConditions.filter((one) => keyOf(one) === key);
    expect(conditions.map(({ receiver }) => receiver)).toEqual(receivers);
  });
});

describe('the message they are laid into', () => {
  const faultsOf = (raw: Buffer, profile: MailProfile) =>
    messageChecks.flatMap(({ id, run }) =>
      run(readMailView(raw), exampleGiven(profile, tables)).flatMap(({ outcome, message }) =>
        outcome === 'fail' ? [`${id} ${message}`] : [],
      ),
    );

  test.each(mailProfiles)('has no fault as %s mail, but that its addresses are examples', (profile) => {
    expect(faultsOf(layExample({}, profile), profile)).toEqual([
      'leftovers/placeholder-address sender',
      'leftovers/placeholder-address text',
    ]);
  });

  test.each(mailProfiles)('nor as a page, but that it has no text part, as %s mail', (profile) => {
    const faults = faultsOf(layExample({ html: '<p>The parcels are on their way.</p>' }, profile), profile);
    expect(faults.sort()).toEqual(
      ['leftovers/placeholder-address sender', 'mime/text-part html-only'].sort(),
    );
  });
});

test('repeated text is unfolded', () => {
  expect(unfolded('a ‹x¶ × 2›b')).toBe('a x\nx\nb');
});
