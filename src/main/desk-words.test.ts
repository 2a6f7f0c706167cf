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

const way = '\u{fdd0}uno\u{fdd1}dos\u{fdd1}tres\u{fdd2}';
const encoded = Buffer.from(way).toString('base64');
const quoted = [...Buffer.from(way)].map((octet) => `=${octet.toString(16).toUpperCase()}`).join('');
const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`550 5.7.1 ${way} rejected`, 'utf16le')]);
const mailOf = (type: string, body: string) =>
  `From: ${way} <ann@example.org>\r\nTo: bob@example.net\r\nDate: Thu, 26 Nov 2026 10:00:00 +0000\r\nSubject: =?utf-8?B?${encoded}?=\r\nMessage-ID: <${way}@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n${body}`;
const html = `<html><head><title>${way}</title></head><body><p>&#xFDD0;uno&#xFDD1;dos&#64977;tres&#xFDD2; CLICK HERE</p><a href="http://%EF%B7%90.example/%EF%B7%90?${way}">http://x.example/${way}</a><img src="cid:%EF%B7%90uno%EF%B7%91dos%EF%B7%91tres%EF%B7%92"></body></html>`;

test.concurrent.each<readonly [string, Ask['kind'], string | Uint8Array]>([
  ['a reply', 'explain', `550 5.7.1 ${way} rejected by policy`],
  ['a reply in UTF-16', 'explain', wide],
  [
    'a log',
    'explain',
    `550 5.1.1 <${way}@example.org> user unknown\n550 5.7.1 \u{fdd0} a\n550 5.7.1 b \u{fdd2}`,
  ],
  [
    'HTML in mail',
    'check',
    mailOf('text/html; charset=utf-8', `Content-Transfer-Encoding: 8bit\r\n\r\n${html}\r\n`),
  ],
  [
    'text in mail',
    'check',
    mailOf(
      `text/plain; charset=utf-8; name*=utf-8''%EF%B7%90`,
      `Content-Transfer-Encoding: quoted-printable\r\n\r\n${quoted}\r\n`,
    ),
  ],
  ['HTML', 'check', html],
  ['names', 'audit', `${way} exa\u{fdd0}mple`],
])(
  'marks that %s holds choose nothing for its readers, and none goes out',
  async (_, kind, input) => {
    const answer = await desk.ask({ kind, input: Buffer.from(input), options: { offline: true } });
    const json = JSON.stringify(answer);
    const said = (['command', 'api', 'page'] as const).map((surface) => saidOn(surface, json));
    for (const text of said) expect(text).not.toMatch(/[\u{fdd0}-\u{fdd2}]/u);
    // Each word of the foreign way is told to everybody as often as to the others.
    for (const word of ['uno', 'dos', 'tres']) {
      const counts = said.map((text) => text.split(word).length);
      expect(new Set(counts).size).toBe(1);
      expect(counts[0]).toBeGreaterThan(1);
    }
  },
  30_000,
);
