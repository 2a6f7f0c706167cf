/** Options in data, for who reads of them. */
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../base/json.ts';
import { loadData } from '../../main/load-data.ts';
import { catalogueOf } from '../../main/services.ts';
import { type Surface, saidOn } from '../ways.ts';
import { optionWords } from './option-words.ts';

const every = catalogueOf(loadData(), 'en', 'every');
const command = catalogueOf(loadData(), 'en');
const denied = 'the resolver 192.0.2.53 denies that com exists; name another one (--resolver)';

describe.each<readonly [JsonObject, Readonly<Record<Surface, JsonObject>>]>([
  [
    { option: '--helo', ip: '192.0.2.1' },
    { command: { option: '--helo' }, api: { option: 'options.helo' }, page: { option: '“Its HELO name”' } },
  ],
  [
    { options: '--selector, --sending-ip' },
    {
      command: { options: '--selector, --sending-ip' },
      api: { options: 'options.selectors, options.sendingIps' },
      page: { options: '“DKIM selectors”, “IP addresses that send”' },
    },
  ],
  [
    { why: 'dishonest-resolver', detail: denied },
    {
      command: { detail: denied },
      api: { detail: 'the resolver denies that com exists, so its answers mean nothing' },
      page: { detail: 'the resolver denies that com exists, so its answers mean nothing' },
    },
  ],
  [
    { option: '--of-nobody' },
    { command: { option: '--of-nobody' }, api: { option: '--of-nobody' }, page: { option: '--of-nobody' } },
  ],
  [
    { option: 'helo', detail: 'a -- b', why: 'SERVFAIL' },
    { command: { detail: 'a -- b' }, api: {}, page: {} },
  ],
  [{ count: 2 }, { command: {}, api: {}, page: {} }],
])('%j', (data, expected) => {
  test.each(['command', 'api', 'page'] as const)('%s', (surface) => {
    const said = JSON.parse(saidOn(surface, JSON.stringify(optionWords(data, every))));
    expect(said).toMatchObject(expected[surface]);
  });

  test('the catalogue of commands says the same as they read', () => {
    expect(optionWords(data, command)).toEqual(
      JSON.parse(saidOn('command', JSON.stringify(optionWords(data, every)))),
    );
  });
});
