import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleReason } from './rule-reason.ts';

const RULE = '550 5.7.1 TRANSPORT.RULES.RejectMessage;';
const USUAL = 'the message was rejected by organization policy';

describe('the reason of a mail-flow rule', () => {
  test.each([
    [
      `${RULE} ${USUAL}: attachments of type .zip are not allowed`,
      'attachments of type .zip are not allowed',
    ],
    [`${RULE} Anhänge vom Typ .zip sind nicht erlaubt.`, 'Anhänge vom Typ .zip sind nicht erlaubt.'],
    [`${RULE} no .zip, please [AM0PR04CA0001.eurprd04.prod.outlook.com]`, 'no .zip, please'],
  ])('%s', (text, reason) => {
    expect(ruleReason(text)).toBe(reason);
  });

  test.each([
    [`${RULE} ${USUAL}`],
    [`${RULE} ${USUAL}. [AM0PR04CA0001.eurprd04.prod.outlook.com 2026-11-24T16:49:30.123Z]`],
    [`${RULE} 4711`],
    ['550 5.7.1 attachments of type .zip are not allowed'],
    [''],
  ])('none: %s', (text) => {
    expect(ruleReason(text)).toBeUndefined();
  });

  test('any text is read', () => {
    fc.assert(fc.property(fc.string(), (text) => ruleReason(RULE + text) !== null));
  });
});
