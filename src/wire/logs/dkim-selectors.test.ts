import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signingSelectorsIn } from './dkim-selectors.ts';

const said = (line: string): readonly string[] =>
  signingSelectorsIn(line).map(({ domain, selector }) => `${selector} ${domain}`);

describe('lines of programs that sign', () => {
  test.each<[string, readonly string[]]>([
    [
      'Jul 10 20:31:32 mx opendkim[1708]: EF59F17F531: DKIM-Signature field added (s=2048_3_2015, d=Example.org)',
      ['2048_3_2015 example.org'],
    ],
    [
      '2026-11-26 rspamd_proxy: <1@example.org>, (default: F (no action): [-0.10/15.00] [MIME_GOOD(-0.10){text/plain;},DKIM_SIGNED(0.00){example.org:s=202601;},FROM_HAS_DN(0.00){}])',
      ['202601 example.org'],
    ],
    ['x [DKIM_SIGNED(0.00){example.org:s=a;example.net:s=b;}]', ['a example.org', 'b example.net']],
    [
      'amavis[1]: (1-1) Passed CLEAN {RelayedOutbound}, Tests: [ALL_TRUSTED=-1], dkim_new=dkim:example.org, 19162 ms',
      ['dkim example.org'],
    ],
    ['amavis: dkim_new=a:example.org,b:example.org, 1 ms', ['a example.org', 'b example.org']],
    // Verified, not signed.
    ['opendkim[1]: ABC: s=sel d=example.net SSL', []],
    ['rspamd: [R_DKIM_ALLOW(-0.20){example.net:s=sel;}]', []],
    ['exim: DKIM: d=example.net s=sel c=relaxed/relaxed a=rsa-sha256 [verification succeeded]', []],
    ['amavis: dkim_sd=sel:example.net, 1 ms', []],
    ['opendkim[1]: ABC: DKIM-Signature field added (s=, d=example.org)', []],
    ['opendkim[1]: ABC: DKIM-Signature field added (s=a b, d=example.org)', []],
    ['opendkim[1]: ABC: DKIM-Signature field added (s=a, d=localhost)', []],
    ['DKIM_SIGNED(0.00){', []],
    ['dkim_new=', []],
    ['', []],
  ])('%s', (line, expected) => {
    expect(said(line)).toEqual(expected);
  });

  test('what one line tells is bounded', () => {
    const many = Array.from({ length: 100 }, (_, i) => `s${i}:example.org`).join(',');
    expect(said(`dkim_new=${many}`)).toHaveLength(10);
  });

  test('any text is read, and what is read is a name', () => {
    const marks = fc.constantFrom('DKIM-Signature field added (', 'DKIM_SIGNED(', 'dkim_new=');
    fc.assert(
      fc.property(fc.string(), marks, fc.string(), (before, mark, after) =>
        signingSelectorsIn(`${before}${mark}${after}`).every(
          ({ domain, selector }) => !/[^a-z0-9._-]/i.test(domain + selector),
        ),
      ),
    );
  });
});
