import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { DkimKeyFacts, DkimSelectorFacts } from '../../findings/facts/dkim-key.ts';
import type { Check } from '../../findings/finding.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { evidenceOf, findingOf, saidBy } from '../testing.ts';
import { dkimKeyAlias } from './key-alias.ts';
import { dkimKeyFound } from './key-found.ts';
import { dkimKeyLength } from './key-length.ts';
import { dkimKeyLimits } from './key-limits.ts';
import { dkimKeyRevoked } from './key-revoked.ts';
import { dkimKeySingle } from './key-single.ts';
import { dkimKeySyntax } from './key-syntax.ts';
import { dkimKeyTesting } from './key-testing.ts';
import { dkimKeyText } from './key-text.ts';
import { dkimSelectorsKnown } from './selectors-known.ts';

const rsa = (bits: number) =>
  generateKeyPairSync('rsa', { modulusLength: bits })
    .publicKey.export({ type: 'spki', format: 'der' })
    .toString('base64');
const p = rsa(2048);
const sound = `v=DKIM1; k=rsa; p=${p}`;
const name = 'sel._domainkey.example.org';

const key = (record: string | readonly string[], more: Partial<DkimKeyFacts> = {}): DkimKeyFacts => ({
  domain: 'example.org',
  selector: 'sel',
  origin: 'given',
  records: [record].flat(),
  strings: [record].flat().slice(0, 1),
  aliases: [],
  isDangling: false,
  misplaced: [],
  ...more,
});

const cases: readonly (readonly [Check, DkimKeyFacts, string])[] = [
  [dkimKeyFound, key(sound), 'pass found'],
  [dkimKeyFound, key([]), 'fail not-found'],
  [dkimKeyFound, key([], { origin: 'provider' }), 'not-applicable not-used'],
  [dkimKeyFound, key(['v=spf1 -all'], { isWildcard: true, origin: 'provider' }), 'not-applicable not-used'],
  [dkimKeyFound, key(['v=spf1 -all'], { isWildcard: true }), 'fail wildcard'],
  [dkimKeyFound, key(['v=spf1 -all'], { isWildcard: false }), 'fail other-record'],
  [dkimKeyFound, key([], { misplaced: [{ name: 'sel.example.org', record: sound }] }), 'fail misplaced'],
  [dkimKeyFound, key([], { aliases: ['k.example.net'], isDangling: true }), 'not-applicable behind-alias'],
  [dkimKeyAlias, key(sound), 'not-applicable no-alias'],
  [dkimKeyAlias, key(sound, { aliases: ['k.example.net'] }), 'pass leads-to-key'],
  [dkimKeyAlias, key([], { aliases: ['k.example.net'], isDangling: true }), 'fail leads-nowhere'],
  [dkimKeySingle, key(sound), 'pass single'],
  [dkimKeySingle, key([sound, 'v=DKIM1; p=']), 'fail several'],
  [dkimKeySingle, key([]), 'not-applicable no-key'],
  [dkimKeySyntax, key(sound), 'pass valid'],
  [dkimKeySyntax, key('v=DKIM1; k=rsa'), 'fail no-key'],
  [dkimKeySyntax, key(`v=DKIM2; p=${p}`), 'fail bad-version'],
  [dkimKeySyntax, key(`k=rsa; v=DKIM1; p=${p}`), 'fail bad-version'],
  [dkimKeySyntax, key(`v=DKIM1; k=dsa; p=${p}`), 'fail bad-key-type'],
  [dkimKeySyntax, key(`v=DKIM1; p=${p.slice(0, 100)}`), 'fail bad-key-cut-off'],
  [dkimKeySyntax, key('v=DKIM1; p=!!'), 'fail bad-key-not-base64'],
  [dkimKeySyntax, key(`v=DKIM1; p=${p}; p=${p}`), 'fail syntax'],
  [dkimKeySyntax, key(`v=DKIM1; s=tlsrpt; p=${p}`), 'pass valid'],
  [dkimKeySyntax, key('v=DKIM1; p='), 'pass valid'],
  [dkimKeyText, key(sound), 'pass clean'],
  [dkimKeyText, key(`v=DKIM1\\; k=rsa\\; p=${p}`), 'fail escaped-semicolon'],
  [dkimKeyText, key(`"v=DKIM1; k=rsa; p=${p}"`), 'fail quotes'],
  [dkimKeyText, key(`v=DKIM1 k=rsa p=${p}`), 'fail no-semicolon'],
  [dkimKeyText, key(`v=DKIM1; p=-----BEGIN PUBLIC KEY-----${p}`), 'fail pem-lines'],
  [dkimKeyLength, key(sound), 'pass good'],
  [dkimKeyLength, key('k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='), 'pass ed25519'],
  [dkimKeyLength, key(`v=DKIM1; p=${rsa(1024)}`), 'fail short'],
  [dkimKeyLength, key(`v=DKIM1; p=${rsa(768)}`), 'fail too-short'],
  [dkimKeyLength, key(`v=DKIM1; p=${rsa(4104)}`), 'fail too-long'],
  [dkimKeyLength, key('v=DKIM1; p='), 'not-applicable no-key'],
  [dkimKeyRevoked, key(sound), 'pass in-force'],
  [dkimKeyRevoked, key('v=DKIM1; p='), 'fail revoked'],
  [dkimKeyRevoked, key('v=DKIM1; p=', { isWildcard: true }), 'fail signs-nothing'],
  [
    dkimKeyRevoked,
    key('v=DKIM1; p=', { isWildcard: true, origin: 'provider' }),
    'not-applicable signs-nothing',
  ],
  [dkimKeyTesting, key(sound), 'pass in-earnest'],
  [dkimKeyTesting, key(`v=DKIM1; t=y; p=${p}`), 'fail testing'],
  [dkimKeyTesting, key('v=DKIM1; t=y; p='), 'not-applicable no-key'],
  [dkimKeyLimits, key(sound), 'pass no-limits'],
  [dkimKeyLimits, key(`v=DKIM1; t=s; p=${p}`), 'pass same-domain-only'],
  [dkimKeyLimits, key(`v=DKIM1; h=sha1; p=${p}`), 'fail only-old-hashes'],
  [dkimKeyLimits, key(`v=DKIM1; h=sha1:sha256; p=${p}`), 'pass no-limits'],
  [dkimKeyLimits, key(`v=DKIM1; s=tlsrpt; p=${p}`), 'fail not-for-mail'],
];

test.each(cases)('%#: $0.id of %j gives %s', (check, facts, said) => {
  expect(saidBy(check, { dkimKey: facts })).toBe(said);
});

test.each([dkimKeyFound, dkimKeyAlias, dkimKeyLength])('a time-out is no failure: $id', (check) => {
  expect(saidBy(check, { dkimKey: 'unknown' })).toBe('unknown could-not-check');
});

describe('the record to publish', () => {
  test.each<[Check, string, string]>([
    [dkimKeyTesting, `v=DKIM1; t=y:s; p=${p}`, `v=DKIM1; t=s; p=${p}`],
    [dkimKeyTesting, `v=DKIM1; t=y; p=${p}`, `v=DKIM1; p=${p}`],
    [dkimKeyLimits, `v=DKIM1; h=sha1; p=${p}`, `v=DKIM1; p=${p}`],
    [dkimKeyLimits, `v=DKIM1; s=tlsrpt; p=${p}`, `v=DKIM1; p=${p}`],
    [dkimKeyText, `"v=DKIM1; k=rsa; p=${p}"`, sound],
    [dkimKeySyntax, `v=DKIM1; k=rsa; p="${p}"`, sound],
  ])('%#', (check, record, value) => {
    expect(findingOf(check, { dkimKey: key(record) })?.fixes[0]).toEqual({
      kind: 'dns',
      name,
      type: 'TXT',
      value,
      replaces: record,
    });
  });

  test('a key at the wrong name is moved', () => {
    const facts = key([], { misplaced: [{ name: 'sel.example.org', record: sound }] });
    const [fix] = findingOf(dkimKeyFound, { dkimKey: facts })?.fixes ?? [];
    expect(fix).toEqual({ kind: 'dns', name, type: 'TXT', value: sound });
  });

  test('behind an alias the record is the provider’s', () => {
    const facts = key(`v=DKIM1; t=y; p=${p}`, { aliases: ['k.example.net'] });
    expect(findingOf(dkimKeyTesting, { dkimKey: facts })?.fixes).toEqual([]);
  });
});

describe('selectors-known', () => {
  const selectors = (...tried: DkimSelectorFacts['tried']): DkimSelectorFacts => ({
    domain: 'example.org',
    tried,
    withoutSelectors: ['Tokens'],
  });
  const own = (isFound: boolean | 'unknown') => ({ selector: 'sel', origin: 'given', isFound }) as const;
  const foreign = (isFound: boolean | 'unknown') =>
    ({ selector: 's1', origin: 'provider', provider: 'Sample', isFound }) as const;
  test.each<[DkimSelectorFacts, readonly string[]]>([
    [selectors(own(true)), ['pass known']],
    [selectors(own(false)), ['fail none-found']],
    [selectors(own('unknown')), ['unknown could-not-check']],
    [selectors(), ['unknown none-known']],
    [selectors(own(true), foreign(false)), ['pass known']],
    [selectors(foreign(false)), ['unknown none-known', 'fail provider-without-key']],
    [selectors(foreign('unknown')), ['unknown could-not-check']],
  ])('%#', (facts, said) => {
    const findings = runChecks([dkimSelectorsKnown], evidenceOf({ dkimSelectors: facts }));
    expect(findings.map(({ outcome, message }) => `${outcome} ${message}`)).toEqual(said);
    expect(findings[0]?.data).toMatchObject({ withoutSelectors: 'Tokens' });
  });
});
