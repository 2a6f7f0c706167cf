import { expect, test } from 'vitest';
import { readDataFolder } from '../main/data-folder.ts';
import { languagesOf } from '../main/services.ts';
import { codesIn, namesOf, parseProviderCard } from './provider-card.ts';

const data = readDataFolder('data');
const files = Object.entries(data).filter(([name]) => name.startsWith('providers/'));
const cards = files.map(([, file]) => ({ file, card: parseProviderCard(file) }));

test('more than half of the cards have codes with their meaning', () => {
  expect(cards.filter(({ card }) => card.codes.length > 0).length).toBeGreaterThanOrEqual(40);
});

test.each(cards.map(({ file, card }) => [card.id, file, card] as const))('%s', (_, file, card) => {
  // Where nothing is published the card says so.
  if (card.codes.length === 0) expect(card.note?.en ?? '').not.toBe('');
  const urls = new Set(card.sources.map(({ url }) => url));
  for (const code of card.codes) {
    for (const language of languagesOf(data)) expect(code.meaning[language] ?? '', code.match).not.toBe('');
    if (code.source !== undefined) expect(urls, code.match).toContain(code.source);
    const enhanced = /^[245]\.\d+\.\d+$/.test(code.match) ? code.match : undefined;
    const same = { ...card, codes: [code] };
    expect(codesIn(same, `550 ${code.match} for you`, enhanced), code.match).toEqual([code]);
    expect(codesIn(same, 'nothing of the kind', undefined)).toEqual([]);
  }
  expect(file.unsourced === true && card.codes.length > 0).toBe(false);
});

test.each<
  readonly [id: string, whose: readonly string[], named: readonly string[], short: string, full: string]
>([
  ['united-internet', ['web.de', 'mx-ha.web.de'], [], 'WEB.DE', 'WEB.DE (United Internet)'],
  ['united-internet', ['firm.example', 'mx00.ionos.de'], [], 'IONOS', 'IONOS (United Internet)'],
  ['united-internet', [], ['postmaster.gmx.net'], 'GMX', 'GMX (United Internet)'],
  ['united-internet', [], [], 'United Internet', 'United Internet (GMX, WEB.DE, 1&1, IONOS, mail.com)'],
  [
    'microsoft-consumer',
    ['hotmail.com', 'hotmail-com.olc.protection.outlook.com'],
    [],
    'Hotmail',
    'Hotmail (Microsoft)',
  ],
  ['microsoft-consumer', [], ['postmaster.live.com'], 'Outlook.com', 'Outlook.com (Microsoft)'],
  ['yahoo', ['air-yi01.mail.aol.com'], [], 'AOL', 'AOL (Yahoo)'],
  ['yahoo', ['yahoo.co.uk'], [], 'Yahoo', 'Yahoo'],
  ['netease', ['126.com'], [], '126.com', '126.com (NetEase)'],
  ['google', ['gmail.com'], [], 'Google', 'Google (Gmail, Google Workspace)'],
])('%s is called as the recipient knows it: %j %j', (id, whose, named, short, full) => {
  const card = cards.find((one) => one.card.id === id)?.card;
  expect(card && namesOf(card, whose, named)).toEqual({ short, full });
});
