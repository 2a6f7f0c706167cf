import { expect, test } from 'vitest';
import { readDataFolder } from '../main/data-folder.ts';
import { readMailTables } from './mail-tables.ts';

const files = readDataFolder('data');

test('the tables of data/ are read', () => {
  const tables = readMailTables(files);
  expect(tables.phraseRules.size).toBeGreaterThanOrEqual(60);
  expect(tables.unsubscribeWords).toHaveLength(38);
  expect(tables.linkHosts.shorteners.has('bit.ly')).toBe(true);
  expect(tables.brands.get('paypal')).toContain('paypal.com');
  expect(tables.weights.get('content/lure')?.get('thread')).toBeLessThan(0);
});

test('a file that is missing is named', () => {
  expect(() => readMailTables({ ...files, 'link-hosts.toml': undefined })).toThrow(
    'data/link-hosts.toml is missing',
  );
});
