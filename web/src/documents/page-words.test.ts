/** Sentences of the program, as a page says them. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTexts } from '../../../tools/web/read-texts.ts';
import { fillText } from '../texts/fill.ts';
import { sayOnPage } from './page-words.ts';

const textsIn = (language: string) => {
  const { texts } = readTexts(join(import.meta.dirname, '../../../data/texts', language, 'web'));
  return {
    t: (key: string, values = {}) => fillText(texts, language, key, values),
    hasText: (key: string) => key in texts,
  };
};
const english = textsIn('en');

describe('options of commands', () => {
  test.each([
    ['It is not known; add --sender-ip.', 'It is not known; add “IP address of your server”.'],
    ['add --helo, --from or --recipient', 'add “Its HELO name”, “Sender” or “Recipient”'],
    ['Name those that matter with --sending-ip', 'Name those that matter with “IP addresses that send”'],
    ['or the selector with --selector.', 'or the selector with “DKIM selectors”.'],
    ['the change plan (--plan) holds it.', 'the change plan holds it.'],
    ['judged so (--profile bulk or transactional)', 'judged so (“Kind of mail: bulk mail” or transactional)'],
    [
      '98 of 100 pass (waypost audit example.org --reports FOLDER)',
      '98 of 100 pass (drop the reports on the Ask page)',
    ],
    [
      'everything: waypost audit example.org --reports FOLDER',
      'everything: drop the reports on the Ask page',
    ],
    [
      'say it with --volume 0 (waypost audit example.org --plan --volume 0); else',
      'say it with “Messages a day: 0”; else',
    ],
    ['another one (--resolver, on a server in its settings).', 'another one (Settings, Server).'],
    ['give it with --list-keys', 'give it with “Settings, Keys of lists”'],
    ['no option --of-ours', 'no option --of-ours'],
    ['a dash -- and nothing', 'a dash -- and nothing'],
    ['plain words', 'plain words'],
  ])('%s', (given, said) => {
    expect(sayOnPage(given, english)).toBe(said);
  });
});

test('in the language of the page', () => {
  expect(sayOnPage('--helo angeben', textsIn('de'))).toMatch(/^„.+“ angeben$/);
});

test('a long sentence of a stranger takes no long time', () => {
  const long = `${'(waypost '.repeat(20_000)}--plan`;
  expect(sayOnPage(long, english).length).toBeGreaterThan(1000);
});
