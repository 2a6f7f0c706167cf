/** What the desk says names no option of the commands: its answers are read by programs and on pages, too. */
import { afterAll, expect, test } from 'vitest';
import type { Ask, AskOptions } from '../desk/types.ts';
import { saidOn } from '../findings/ways.ts';
import { openDesk } from './desk.ts';
import { loadData } from './load-data.ts';

// Nobody answers there: all that could be given and looked up is told as missing.
const desk = openDesk(loadData(), {
  settings: { resolver: async () => '127.0.0.1:9', listKeys: async () => ({}) },
  onFault: (fault) => {
    throw fault;
  },
});
afterAll(() => desk.close());

/** What others wrote, and what is there to be copied. */
const ofOthers = ['reply', 'said', 'snippet', 'commands', 'records'];

function* sentences(value: unknown, key = ''): Generator<string> {
  if (typeof value === 'string') {
    if (!ofOthers.includes(key)) yield value;
  } else if (Array.isArray(value)) for (const one of value) yield* sentences(one, key);
  else for (const [name, inner] of Object.entries(Object(value))) yield* sentences(inner, name);
}

const wordsIn = (value: unknown): readonly unknown[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => (key === 'words' ? [inner] : wordsIn(inner)));

const letter =
  'From: Ann <ann@example.org>\r\nDate: Thu, 26 Nov 2026 10:00:00 +0000\r\nSubject: News\r\n\r\nUnsubscribe: http://192.0.2.1/x\r\n';

test.concurrent.each<readonly [string, Ask['kind'], string, AskOptions, number]>([
  ['a reply', 'explain', '550 5.7.26 SPF [example.org] with ip: [192.0.2.7] = did not pass', {}, 1],
  ['a reply that tells nothing', 'explain', '550 5.7.1 rejected', {}, 2],
  ['a private address', 'explain', '550 5.7.1 client [10.0.0.1] blocked using zen.spamhaus.org', {}, 1],
  ['a domain', 'audit', 'example.org', { plan: true }, 3],
  ['an address with what belongs to a domain', 'audit', '198.51.100.7', { selectors: ['s1'] }, 2],
  ['several names', 'audit', 'example.org\nexample.com', { bulk: true }, 4],
  ['a message', 'check', letter, {}, 1],
  ['a message, asking nobody', 'check', letter, { offline: true }, 1],
  ['HTML', 'check', '<html><body><p>Hello</p></body></html>', { offline: true }, 1],
])(
  '%s',
  async (_, kind, input, options, least) => {
    const saidIn = async (language: string) => {
      const answer = await desk.ask({ kind, input: Buffer.from(input), options: { ...options, language } });
      return [...sentences(answer.ok ? wordsIn(answer.value.document) : [])];
    };
    for (const all of await Promise.all(['en', 'de'].map(saidIn))) {
      const told = (surface: 'command' | 'api' | 'page', what: RegExp) =>
        all.map((text) => saidOn(surface, text)).filter((text) => what.test(text));
      expect(told('command', /--[a-z]/).length).toBeGreaterThanOrEqual(least);
      for (const surface of ['api', 'page'] as const)
        expect(told(surface, /--[a-z]|[\u{fdd0}-\u{fdd2}]/u), surface).toEqual([]);
    }
  },
  30_000,
);
