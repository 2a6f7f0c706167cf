import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { parseSelectorData, selectorsOfProviders } from './selector-data.ts';

const data = parseSelectorData(parse(readFileSync('data/dkim-selectors.toml', 'utf8')));
const of = (mx: readonly string[], spf: readonly string[]) => {
  const { selectors, withoutSelectors } = selectorsOfProviders(mx, spf, data);
  return [selectors.map(({ selector }) => selector), withoutSelectors];
};

test.each([
  [['mx.example.org'], [], [], []],
  [['aspmx.l.google.com', 'alt1.aspmx.l.google.com'], ['_spf.google.com'], ['google'], []],
  [['example-org.mail.protection.outlook.com'], [], ['selector1', 'selector2'], []],
  [['in1-smtp.messagingengine.com'], [], ['fm1', 'fm2', 'fm3'], []],
  [[], ['sendgrid.net', 'amazonses.com'], ['s1', 's2'], ['Amazon SES']],
  [['notgoogle.com'], ['xsendgrid.net'], [], []],
])('MX %j, SPF %j: %j', (mx, spf, selectors, withoutSelectors) => {
  expect(of(mx, spf)).toEqual([selectors, withoutSelectors]);
});

test('where a selector comes from is told', () => {
  expect(selectorsOfProviders(['smtp.google.com'], [], data).selectors).toEqual([
    { selector: 'google', origin: 'provider', provider: 'Google Workspace' },
  ]);
});
