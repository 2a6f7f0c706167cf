import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findArcSets, lacksCanonicalization } from './arc-sets.ts';
import { ownAuthResults } from './auth-results.ts';

const bytes = (...lines: string[]) => Buffer.from([...lines, '', 'body'].join('\r\n'), 'latin1');
const message = bytes(
  'ARC-Seal: i=2; a=rsa-sha256; cv=Pass; d=Two.example; s=s2; b=x',
  'ARC-Message-Signature: i=2; d=two.example;',
  '\ts=m2; c=relaxed/relaxed; b=x',
  'ARC-Authentication-Results: i=2; mx.two.example;',
  ' arc=pass',
  'ARC-Seal: i=1; cv=none; d=one.example; s=s1; b=x',
  'arc-message-signature: i=1; d=one.example; s=m1; b=x',
  'ARC-Seal: i=0; d=none.example; s=x',
  'ARC-Seal: i=99; d=none.example; s=x',
  'From: a@example.org',
);

test('sets are read in the order of their instances', () => {
  expect(findArcSets(message)).toEqual([
    {
      instance: 1,
      sealDomain: 'one.example',
      sealSelector: 's1',
      chainStatus: 'none',
      signatureDomain: 'one.example',
      signatureSelector: 'm1',
    },
    {
      instance: 2,
      sealDomain: 'two.example',
      sealSelector: 's2',
      chainStatus: 'pass',
      signatureDomain: 'two.example',
      signatureSelector: 'm2',
      results: 'mx.two.example; arc=pass',
    },
  ]);
  expect(findArcSets(bytes('From: a@example.org'))).toEqual([]);
});

test('the newest signature tells whether it names its canonicalization', () => {
  expect(lacksCanonicalization(message)).toBe(false);
  expect(lacksCanonicalization(bytes('ARC-Message-Signature: i=1; d=one.example'))).toBe(true);
  expect(lacksCanonicalization(bytes('From: a@example.org'))).toBe(false);
});

test('any bytes are read without a throw', () => {
  const part = fc.constantFrom(
    'ARC-Seal:',
    'ARC-Message-Signature:',
    'ARC-Authentication-Results:',
    ' i=1;',
    ' d=x;',
    '\r\n',
    '\n',
    '(',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map((parts) => parts.join('')),
      ),
      (text) => {
        const raw = Buffer.from(text, 'latin1');
        lacksCanonicalization(raw);
        for (const { instance } of findArcSets(raw)) expect(instance).toBeGreaterThan(0);
      },
    ),
  );
});

test('results of one’s own name are put together, those of others left out', () => {
  const mail = bytes(
    'Authentication-Results: mx.example.org; arc=Pass (i=1)',
    'Authentication-Results: other.example; spf=fail',
    'authentication-results: MX.example.org 1;\r\n\tspf=pass smtp.mfrom=a@example.org;\r\n dkim=none',
    'From: a@example.org',
  );
  expect(ownAuthResults(mail, 'mx.example.org')).toEqual({
    text: 'mx.example.org; arc=Pass (i=1); spf=pass smtp.mfrom=a@example.org; dkim=none',
    arc: 'pass',
  });
  expect(ownAuthResults(mail, 'mx2.example.org')).toEqual({ text: undefined, arc: undefined });
});
