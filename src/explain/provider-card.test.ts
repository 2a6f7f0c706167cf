import { expect, test } from 'vitest';
import { readDataFolder } from '../main/data-folder.ts';
import { languagesOf } from '../main/services.ts';
import { codesIn, parseProviderCard } from './provider-card.ts';

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
