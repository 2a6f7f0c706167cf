import { describe, expect, test } from 'vitest';
import { parseAuditSubject } from '../audit/subject.ts';
import type { Problem } from '../base/result.ts';
import { parseServer } from '../gather/dns/index.ts';
import { parseDnsblData, parseListKeys } from '../gather/dnsbl/index.ts';
import { readDataFolder } from '../main/data-folder.ts';
import { catalogueOf, languagesOf } from '../main/services.ts';
import { type RawAuditOptions, readAuditOptions } from './audit/options.ts';
import { sayProblem } from './say-problem.ts';

const data = readDataFolder('data');
const languages = languagesOf(data);
const english = catalogueOf(data, 'en');
const german = catalogueOf(data, 'de');

const problemOf = (result: { ok: true } | { ok: false; problem: Problem }): Problem => {
  if (result.ok) throw new Error('no problem');
  return result.problem;
};
const lists = parseDnsblData(data['dnsbl.toml'] ?? {});
const options: readonly RawAuditOptions[] = [
  { sendingIp: ['x'] },
  { sendingIp: ['10.0.0.1'] },
  { sendingIp: Array.from({ length: 101 }, (_, i) => `192.0.2.${i}`) },
  { helo: 'a b' },
  { selector: ['a b'] },
  { format: 'pdf' },
  { plan: 'x' },
  { failOn: 'x' },
  { volume: '-1' },
  { smuggling: 'x' },
  { rpkiValidator: 'x' },
  { lang: 'xx' },
];
const names = [
  '',
  'x'.repeat(1001),
  'a b',
  '1.2.3',
  'com',
  'co.uk',
  '10.0.0.1',
  'a.local',
  '192.0.2.0/24',
  '_dmarc.example.org',
];
const told: readonly Problem[] = [
  ...options.map((raw) => problemOf(readAuditOptions(raw, languages, undefined))),
  ...names.map((name) => problemOf(parseAuditSubject(name))),
];

describe('what is wrong is said in the language asked for', () => {
  test.each(told.map((problem) => [problem.message, problem] as const))('%s', (message, problem) => {
    expect(sayProblem(problem, english)).toBe(message);
    expect(sayProblem(problem, german)).not.toBe(message);
    expect(sayProblem(problem, german)).not.toMatch(/[{}]/);
  });

  test.each<[string, Problem]>([
    ['bad-server', problemOf(parseServer('[x'))],
    ...(
      [
        '= x',
        '"x.example" = "12345678"',
        '"bl.spamcop.net" = "12345678"',
        '"zen.spamhaus.org" = "x"',
      ] as const
    ).map((text): [string, Problem] => {
      const problem = problemOf(parseListKeys(text, lists));
      return [
        problem.code,
        { ...problem, code: `keys-${problem.code}`, data: { path: 'k', ...problem.data } },
      ];
    }),
  ])('%s has words in both languages', (_, problem) => {
    const words = [english, german].map((texts) => sayProblem(problem, texts));
    expect(new Set([problem.message, ...words]).size).toBe(3);
    expect(words.join()).not.toMatch(/[{}]/);
  });

  test('an error of the system is told in words, an unknown one as it is', () => {
    const problem = (why: string): Problem => ({
      code: 'unreadable-path',
      message: '',
      data: { option: '--message', path: 'a.eml', why, detail: 'EXDEV: odd' },
    });
    expect(sayProblem(problem('ENOENT'), german)).toContain('gibt es nicht');
    expect(sayProblem(problem('ENOENT'), english)).toBe(
      '--message a.eml cannot be read: there is no such file or folder.',
    );
    expect(sayProblem(problem(''), english)).toBe('--message a.eml cannot be read: EXDEV: odd');
  });

  test('what the catalogue does not know is told in its own words, and no octet commands the terminal', () => {
    expect(sayProblem({ code: 'unheard-of', message: 'a\u001b[31mb' }, german)).not.toContain('\u001b');
  });
});
