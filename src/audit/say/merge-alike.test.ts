import { describe, expect, test } from 'vitest';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf } from '../../main/services.ts';
import { mergeAlike } from './merge-alike.ts';
import type { FindingView } from './view.ts';

const english = catalogueOf(readDataFolder('data'), 'en');
const view = (ip: string | undefined, more: Partial<FindingView> = {}): FindingView => ({
  check: 'dns/ptr-exists',
  message: 'no-ptr',
  subject: ip ?? 'example.org',
  mark: 'fail',
  word: 'critical',
  severity: 'critical',
  label: `reverse DNS of ${ip ?? 'example.org'}`,
  detail: 'no name',
  reply: '550 no',
  todo: `Ask for ${ip ?? ''}.`,
  sources: [],
  records: [],
  commands: ['waypost audit example.org --plan'],
  contacts: [`Please set ${ip ?? ''}.`],
  lookups: [`${ip ?? ''} PTR`],
  ...(ip !== undefined && { ip }),
  ...more,
});
const said = (findings: readonly FindingView[]) => mergeAlike(findings, english).map(({ label }) => label);

describe('one fault of many addresses', () => {
  test('is told once, with some of them named, and says that the letter is the same for the others', () => {
    const many = [1, 2, 3, 4, 5].map((n) => view(`192.0.2.${n}`));
    const [one, ...others] = mergeAlike([view(undefined), ...many], english).slice(1);
    expect(others).toEqual([]);
    expect(one?.label).toBe('reverse DNS of 192.0.2.1, 192.0.2.2, 192.0.2.3 and 2 more');
    expect(one?.commands).toHaveLength(1);
    expect(one?.contacts).toHaveLength(3);
    expect(one?.todo).toContain(english.ui('audit.sameLetter'));
    expect(one?.lookups).toHaveLength(5);
  });

  test('two are told each', () => {
    expect(said([view('192.0.2.1'), view('192.0.2.2')])).toHaveLength(2);
  });

  test('what differs in more than the address stays apart, in its order', () => {
    const findings = [
      view('192.0.2.1'),
      view('192.0.2.2', { detail: 'another name' }),
      view('192.0.2.3', { check: 'dns/ptr-generic' }),
      view('192.0.2.4', { severity: 'error' }),
    ];
    expect(said(findings)).toEqual(findings.map(({ label }) => label));
  });

  test('findings about no address are never joined', () => {
    expect(said([view(undefined), view(undefined), view(undefined)])).toHaveLength(3);
  });
});
