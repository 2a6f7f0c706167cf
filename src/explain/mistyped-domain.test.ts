import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDataFolder } from '../main/data-folder.ts';
import { meantDomain, parseLargeDomains } from './mistyped-domain.ts';

const large = parseLargeDomains(
  readDataFolder(join(import.meta.dirname, '../../data'))['large-mailbox-domains.toml'] ?? {},
);
const providers = new Set(['ymail.com', 'mail.com', 'email.com', 'googlemail.de']);
const meant = (domain: string) => meantDomain(domain, large, (one) => providers.has(one));

describe('a domain typed for a large provider’s', () => {
  test.each([
    ['gmial.com', 'gmail.com', 'two letters the wrong way round'],
    ['gmai.com', 'gmail.com', 'the last one missing'],
    ['gmaill.com', 'gmail.com', 'one twice'],
    ['gnail.com', 'gmail.com', 'another one'],
    ['gmail.con', 'gmail.com', 'an ending that does not exist'],
    ['ggmail.com', 'gmail.com', 'the first one twice'],
    ['mgail.com', 'gmail.com', 'the first two the wrong way round'],
    ['gmail.co', 'gmail.com', 'an ending that is a country’s'],
    ['hotmial.com', 'hotmail.com', 'hotmail'],
    ['yaho.com', 'yahoo.com', 'yahoo'],
    ['outlok.com', 'outlook.com', 'outlook'],
    ['OUTLOOOK.com', 'outlook.com', 'in capitals'],
    ['iclod.com', 'icloud.com', 'icloud'],
    ['tonline.de', 't-online.de', 'a hyphen missing'],
    ['docmo.ne.jp', 'docomo.ne.jp', 'below a suffix of two labels'],
  ])('%s → %s: %s', (typed, expected) => expect(meant(typed)).toBe(expected));

  test.each([
    ['gmail.com', 'itself'],
    ['ymail.com', 'a provider of its own'],
    ['mail.com', 'another provider, a letter shorter'],
    ['hmail.com', 'another first letter of a short name'],
    ['cloud.com', 'the first letter missing'],
    ['vcloud.com', 'another first letter'],
    ['grange.fr', 'another first letter'],
    ['range.fr', 'the first letter missing'],
    ['gambler.ru', 'another first letter'],
    ['gail.com', 'a name'],
    ['never.com', 'a word'],
    ['oranges.fr', 'a word'],
    ['outlooks.com', 'a word'],
    ['mall.ru', 'a word'],
    ['yahoo.se', 'an ending of its own'],
    ['yahoo.ie', 'another country’s'],
    ['mail.gmial.com', 'a subdomain'],
    ['gmx.de', 'too short to tell'],
    ['gmxx.de', 'too short to tell'],
    ['example.org', 'nothing like it'],
    ['gmailer.com', 'two letters more'],
    ['gmail', 'no domain'],
    ['', 'nothing'],
  ])('%s is not: %s', (typed) => expect(meant(typed)).toBeUndefined());

  test('none of the list is taken for another of it', () => {
    for (const domain of large.domains) expect(meant(domain)).toBeUndefined();
  });

  test('any text is taken', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void meant(text)));
  });
});
