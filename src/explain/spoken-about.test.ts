/** What a text says of codes is no refusal, where the refusal that is asked about stands there, too. */
import { expect, test } from 'vitest';
import { lines, readFrom } from './testing.ts';

const OWN = '552 5.3.4 Message size exceeds fixed limit';

test.each([
  [
    'a chatbot explains several codes',
    lines(
      'I asked ChatGPT about this and it said:',
      '',
      '"The error 550 5.7.1 usually means that your IP address is listed. It may also mean 550 5.1.1 user unknown or 552 5.2.2 mailbox full."',
      '',
      'The error I get is:',
      OWN,
    ),
  ],
  [
    'a sentence about a code',
    lines('I read that 550 5.7.1 often means a block list.', '', 'What I get is:', OWN),
  ],
  ['the answer behind the question', lines(OWN, '', 'Copilot says it could be "550 5.1.1 user unknown".')],
  [
    'in German',
    lines('550 5.7.1 bedeutet meist eine Sperrliste, habe ich gelesen.', '', 'Bei mir steht:', OWN),
  ],
])('%s', (_name, text) => {
  expect(readFrom(text)).toEqual(['552']);
});

test.each([
  [
    'only the sentence: it is what is asked about',
    'What does it mean that 550 5.7.1 usually means a block list?',
    1,
  ],
  ['two refusals that were pasted', lines('550 5.1.1 <a@example.org> user unknown', '', OWN), 2],
  [
    'a chatbot is named, and both replies are one’s own',
    lines('ChatGPT could not help me.', '', 'First I got', '550 5.1.1 user unknown', '', 'and then', OWN),
    2,
  ],
  [
    'a reply whose own words speak of meaning',
    lines('550 5.7.1 Rejected. This means that your IP is listed', '', OWN),
    2,
  ],
])('%s', (_name, text, count) => {
  expect(readFrom(text)).toHaveLength(count);
});
