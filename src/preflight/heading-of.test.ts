/** What a message is known by. */
import { expect, test } from 'vitest';
import { readMailView } from '../wire/mail-view/index.ts';
import { composeMessage } from './compose-message.ts';
import { headingOf } from './heading-of.ts';

const of = (...lines: readonly string[]) =>
  headingOf({ view: readMailView(Buffer.from([...lines, '', 'x'].join('\r\n'))) }, undefined);
const id = 'Message-ID: <a@example.org>';

test.each([
  ['a Subject', ['Subject: News', id], { heading: 'News' }],
  ['encoded words', ['Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?='], { heading: 'Grüße' }],
  ['a folded one', ['Subject: News', ' of the week'], { heading: 'News of the week' }],
  ['line ends inside', ['Subject: =?utf-8?Q?a=0D=0Ab=00c?='], { heading: 'a b c' }],
  [
    'whose author is known',
    ['Subject: a', 'From: "X, Y" <n@News.Example>, b@c.example'],
    { heading: 'a', fromDomain: 'news.example' },
  ],
  ['none', [id, 'From: nobody'], {}],
  ['an empty one', ['Subject: '], {}],
])('%s', (_, lines, heading) => {
  expect(of(...lines)).toEqual(heading);
});

test.each(['x', '😀'])('a long one is cut between characters: %s', (character) => {
  const { heading = '' } = of(
    `Subject: =?utf-8?B?${Buffer.from(character.repeat(400)).toString('base64')}?=`,
  );
  expect([...heading]).toEqual([...Array<string>(149).fill(character), '…']);
});

test('of HTML only what was given for it, not what we make of it', () => {
  const html = { name: 'a.html', bytes: Buffer.from('<p>x</p>') };
  const bare = composeMessage({ html }, 0);
  const given = composeMessage({ html, subject: 'News', from: 'a@b.example' }, 0);
  const view = readMailView(bare.raw);
  expect(headingOf({ view }, bare)).toEqual({});
  expect(headingOf({ view }, given)).toEqual({ heading: 'News', fromDomain: 'b.example' });
});
