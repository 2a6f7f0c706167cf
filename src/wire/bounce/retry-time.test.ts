/** Times that reports of delay name. Sentences of Gmail, Exchange, Oracle and others. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryHoursIn } from './retry-time.ts';

test.each([
  ['Gmail will retry for 46 more hours. You will be notified if the delivery fails permanently.', 46],
  ['Message will be retried for 2 more day(s)', 48],
  ['The server will keep trying to deliver this message for the next 1 days, 19 hours and 54 minutes.', 43],
  ['The server will continue trying for up to 21 hours.', 21],
  ['We will continue to attempt delivery of this message for 5 days.', 120],
  ['Gmail wird es in den nächsten 46 Stunden noch einmal versuchen.', 46],
  ['Die Zustellung wird noch 2 Tage versucht.', 48],
])('%s', (text, hours) => {
  expect(retryHoursIn(text)).toBe(hours);
});

test.each([
  'Will keep trying until message is 8 hours old',
  'could not be delivered for 4 hours. It will be retried until it is 5 days old',
  'delivery failed; will not continue trying for 2 days',
  'I will try again for 2 days',
  'We have been trying for 3 days',
  'It was retried for 4 days and has failed',
  'The mailbox will be deleted. We will retry. It was created for 30 days',
  'will be retried for 99999 days',
  '',
])('%s: no time', (text) => {
  expect(retryHoursIn(text)).toBeUndefined();
});

test('any text', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => retryHoursIn(text) !== 0));
});
