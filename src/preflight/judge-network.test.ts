import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { notAskedFindings } from './judge-network.ts';

test('nothing asked is unknown', () => {
  expect(notAskedFindings({ kind: 'message', name: 'x' }, 'offline')).toMatchObject([
    { outcome: 'unknown', message: 'not-asked', data: { why: 'offline' } },
  ]);
});

describe('texts', () => {
  const sources = ['acceptance.ts', 'list-findings.ts', 'judge-network.ts']
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .join('\n');
  const folder = join(import.meta.dirname, '../../data/texts');

  test.each(readdirSync(folder))('%s: every message that is said, and no other', (language) => {
    const file = parse(readFileSync(join(folder, language, 'check/network.toml'), 'utf8'));
    expect(Object.keys(file)).toEqual(['auth/signed', 'auth/accepted', 'listing/shown-domain']);
    for (const [check, texts] of Object.entries(file)) {
      const { messages, reply = {}, todo = {} } = texts as Record<string, Record<string, unknown>>;
      const ids = Object.keys(messages ?? {});
      for (const id of ids) {
        const stem = id.replace(/-unsigned$/, '');
        expect(
          sources.includes(`'${id}'`) || sources.includes(`\`${stem}\${unsigned}\``),
          `${check} ${id}`,
        ).toBe(true);
      }
      for (const id of [...Object.keys(reply), ...Object.keys(todo)]) expect(ids, check).toContain(id);
    }
  });
});
