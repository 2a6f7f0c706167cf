import { describe, expect, test } from 'vitest';
import type { DkimFacts } from '../../findings/evidence.ts';
import { findingOf, saidBy } from '../testing.ts';
import { dkimKeyPublished } from './key-published.ts';
import { dkimSignaturePresent } from './signature-present.ts';
import { dkimSignatureValid } from './signature-valid.ts';

type Signature = DkimFacts['signatures'][number];
const own = (result: string, key: Signature['key'] = 'found'): Signature => ({
  domain: 'example.org',
  selector: 'sel',
  result,
  key,
});
const foreign = (result: string, key: Signature['key'] = 'found'): Signature => ({
  ...own(result, key),
  domain: 'sender.example.net',
});
const dkim = (...signatures: Signature[]): DkimFacts => ({ signatures });

describe('signature-present', () => {
  test.each([
    [dkim(own('fail')), 'pass signed'],
    ['absent', 'fail not-signed'],
    ['unknown', 'unknown could-not-check'],
  ] as const)('%o gives %s', (shelf, said) => {
    expect(saidBy(dkimSignaturePresent, { dkim: shelf })).toBe(said);
  });
});

describe('signature-valid', () => {
  test.each([
    [dkim(own('pass')), 'pass valid'],
    [dkim(own('fail'), own('pass')), 'pass valid'],
    [dkim(own('fail')), 'fail invalid'],
    [dkim(own('policy')), 'fail invalid'],
    [dkim(own('not-verifiable')), 'unknown could-not-check'],
    [dkim(own('temperror')), 'unknown could-not-check'],
    [dkim(own('fail'), foreign('pass')), 'fail invalid'],
    [dkim(foreign('pass')), 'pass valid'],
    ['absent', 'not-applicable not-signed'],
  ] as const)('%o gives %s', (shelf, said) => {
    expect(saidBy(dkimSignatureValid, { dkim: shelf })).toBe(said);
  });

  test('a failure on a copy that came back is weak', () => {
    const confidence = (isReturnedCopy: boolean) =>
      findingOf(dkimSignatureValid, { dkim: { ...dkim(own('fail')), isReturnedCopy } })?.confidence ?? 0;
    expect(confidence(true)).toBeLessThan(0.5);
    expect(confidence(false)).toBeGreaterThan(0.9);
  });
});

describe('key-published', () => {
  test.each([
    [dkim(own('not-verifiable')), 'pass published'],
    [dkim(own('fail', 'missing')), 'fail key-missing'],
    [dkim(own('fail', 'revoked')), 'fail key-revoked'],
    [dkim(own('fail', 'bad')), 'fail key-bad'],
    [dkim(own('fail', 'unknown')), 'unknown could-not-check'],
    [dkim(own('fail', 'missing'), foreign('pass')), 'fail key-missing'],
    [dkim(own('fail', 'missing'), own('pass')), 'pass published'],
    ['absent', 'not-applicable not-signed'],
  ] as const)('%o gives %s', (shelf, said) => {
    expect(saidBy(dkimKeyPublished, { dkim: shelf })).toBe(said);
  });

  test('the name to look at is told', () => {
    const finding = findingOf(dkimKeyPublished, { dkim: dkim(own('fail', 'missing')) });
    expect(finding?.data).toMatchObject({ name: 'sel._domainkey.example.org' });
  });
});
