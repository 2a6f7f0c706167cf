import { expect, test } from 'vitest';
import type { SpfTreeNode, SpfTreeTerm } from '../../findings/facts/spf-tree.ts';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf } from '../../main/services.ts';
import type { Audit } from '../audit-case.ts';
import { viewSpfTree } from './spf-tree-view.ts';

const english = catalogueOf(readDataFolder('data'), 'en');
const term = (text: string, more: Partial<SpfTreeTerm> = {}): SpfTreeTerm => ({
  text,
  name: text.split(/[:=/]/, 1)[0] ?? '',
  start: 7,
  end: 7 + text.length,
  isUnreached: false,
  networks: [],
  ...more,
});
const node = (terms: readonly SpfTreeTerm[], more: Partial<SpfTreeNode> = {}): SpfTreeNode => ({
  domain: 'example.org',
  terms,
  lookupCount: 0,
  voidCount: 0,
  voidCountIpv6: 0,
  ...more,
});
const said = (root: SpfTreeNode | undefined) => {
  const spfTree = { state: 'present', value: { domain: 'example.org', ...(root && { root }) } };
  const about = { kind: 'domain', name: 'example.org' } as const;
  const audit = { subject: about, cases: [{ about, evidence: { spfTree } }], findings: [], notChecked: [] };
  return viewSpfTree(audit as unknown as Audit, english)?.lines.map(
    ({ depth, term: text, note }) => `${'  '.repeat(depth)}${text} | ${note}`,
  );
};

test('terms stand in their order, each with its place, its cost and its networks', () => {
  const included = node(
    [term('ip4:192.0.2.0/24', { networks: ['192.0.2.0/24'] }), term('a:gone.example.net')],
    {
      lookupCount: 1,
      voidCount: 1,
    },
  );
  expect(
    said(
      node([
        term('include:_spf.example.net', { target: included }),
        term('mx', {
          networks: ['192.0.2.1/32', '192.0.2.2/32', '192.0.2.3/32', '192.0.2.4/32', '192.0.2.5/32'],
        }),
        term('include:x.example.net', { target: node([], { problem: 'no-domain' }) }),
        term('a', { isVoid: { ipv4: true, ipv6: true } }),
        term('~all'),
        term('ip4:192.0.2.9', { isUnreached: true }),
      ]),
    ),
  ).toEqual([
    'include:_spf.example.net | offset 7, look-ups: 2, void look-ups: 1',
    '  ip4:192.0.2.0/24 | offset 7: 192.0.2.0/24',
    '  a:gone.example.net | offset 7, look-ups: 1',
    'mx | offset 7, look-ups: 1: 192.0.2.1/32, 192.0.2.2/32, 192.0.2.3/32, 192.0.2.4/32 and 1 more',
    'include:x.example.net | offset 7, look-ups: 1, the name does not exist',
    'a | offset 7, look-ups: 1, finds nothing',
    '~all | offset 7',
    'ip4:192.0.2.9 | offset 7, never reached',
  ]);
});

test('a term that cannot be read stands in its place, a network once', () => {
  const record = 'v=spf1 ip4:192.0.2.300 mx ~all';
  const mx = term('mx', { start: 23, end: 25, networks: ['192.0.2.1/32', '192.0.2.1/32'] });
  expect(said(node([mx, term('~all', { start: 26, end: 30 })], { record }))).toEqual([
    'ip4:192.0.2.300 | offset 7, not well-formed',
    'mx | offset 23, look-ups: 1: 192.0.2.1/32',
    '~all | offset 26',
  ]);
});

test('a tree of any size ends, and without a record there is none', () => {
  const lines = said(node(Array.from({ length: 500 }, () => term('a'))));
  expect(lines).toHaveLength(201);
  expect(lines?.at(-1)).toBe(`… | ${english.ui('spfTree.rest')}`);
  expect(said(node(Array.from({ length: 200 }, () => term('a'))))).toHaveLength(200);
  expect(said(undefined)).toBeUndefined();
});
