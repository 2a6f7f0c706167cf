import { expect, test } from 'vitest';
import { messageChecks } from './all.ts';
import { checksOfMissing } from './behind-cut.ts';
import { run } from './testing.ts';

const filler = `X-Filler: ${'x'.repeat(60)}\r\n`.repeat(16_000);
const behind = [
  'From: News <news@example.org>',
  'To: ann@example.net',
  'Sender: news@example.org',
  'Subject: Re: news',
  'In-Reply-To: <1@example.org>',
  'Date: Tue, 12 May 2026 15:47:14 +0000',
  'Message-ID: <2@example.org>',
  'MIME-Version: 1.0',
  'Auto-Submitted: auto-generated',
  'List-Unsubscribe: <https://example.org/u/a1b2>',
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
];
const failures = (header: readonly string[], profile: 'bulk' | 'transactional'): readonly string[] =>
  messageChecks
    .filter(({ id }) => checksOfMissing.includes(id))
    .flatMap((check) =>
      run(check, Buffer.from(`${header.join('\r\n')}\r\n\r\nhello`), { profile })
        .filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable')
        .map(({ outcome, message }) => `${outcome} ${message}`),
    );

test.each(['bulk', 'transactional'] as const)(
  'fields behind the cut are not said to be missing: %s',
  (profile) => {
    const said = failures([filler.trimEnd(), ...behind], profile);
    expect(said.length).toBeGreaterThan(4);
    expect(said.filter((one) => one !== 'unknown header-cut')).toEqual([]);
  },
);

test('one that is too long to be kept is there', () => {
  const said = failures(
    [`Subject: ${'x'.repeat(2_000_000)}`, ...behind.filter((field) => !field.startsWith('Subject'))],
    'bulk',
  );
  expect(said.filter((one) => one !== 'unknown header-cut')).toEqual([]);
});

test('what stands nowhere is missing in a long header too', () => {
  expect(
    failures([filler.trimEnd(), ...behind.filter((field) => !/^(?:Date|Message-ID)/.test(field))], 'bulk'),
  ).toEqual(expect.arrayContaining(['fail missing', 'fail missing']));
});

test('in a header of usual size nothing changes', () => {
  expect(failures(['From: a@example.org'], 'bulk')).not.toContain('unknown header-cut');
});
