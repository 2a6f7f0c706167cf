/** RFC 7208 suite: three ways to every result, and the linter over its records. */
import { describe, expect, test } from 'vitest';
import { isRightTerm, lintSuite, scoreLinter } from './spf-suite/linted.ts';
import { hasSuite } from './spf-suite/suite.ts';
import { evaluateByAudit, evaluateDirectly, overSockets, overStub, scoreSuite } from './spf-suite/ways.ts';

if (!hasSuite) console.warn('RFC 7208 suite skipped: ../shared/corpora/spf/rfc7208-tests.yml is not here');

describe.skipIf(!hasSuite)('every case of the RFC 7208 suite', () => {
  test.each([
    ['over a stub', evaluateDirectly, overStub],
    ['over UDP', evaluateDirectly, overSockets()],
    ['over TCP, where UDP says that the answer was cut', evaluateDirectly, overSockets('truncated')],
    ['as the audit of a sending address goes, over UDP', evaluateByAudit, overSockets()],
  ])('%s', async (_, evaluate, withZone) => {
    expect(await scoreSuite(evaluate, withZone)).toEqual({ right: 203, all: 203, wrong: [] });
  });

  test('a resolver that answers nothing gives temperror, never a result', async () => {
    const { all, right, wrong } = await scoreSuite(evaluateDirectly, overSockets('servfail'));
    expect(all).toBe(203);
    // What is settled without DNS ('none' for names that cannot be asked), and the cases that want temperror.
    expect(right).toBeLessThan(20);
    expect(wrong.filter((line) => !line.endsWith(': temperror'))).toEqual([]);
  });
});

describe.skipIf(!hasSuite)('the linter over the records of the suite', () => {
  test('every permerror record is flagged at the right term, no valid one is called an error', async () => {
    const linted = await lintSuite();
    const bad = linted.filter(({ kind }) => kind === 'permerror');
    const missed = bad.filter((record) => !isRightTerm(record));
    expect(missed.map(({ ids, errors }) => [ids, errors.map(({ code, term }) => `${code} ${term}`)])).toEqual(
      [],
    );
    const alarms = linted.filter(({ kind, errors }) => kind === 'valid' && errors.length > 0);
    expect(alarms.map(({ ids, errors }) => [ids, errors.map(({ code, term }) => `${code} ${term}`)])).toEqual(
      [],
    );
    expect(scoreLinter(linted)).toEqual({
      permerror: 74,
      flagged: 74,
      rightTerm: 74,
      valid: 90,
      falseErrors: 0,
    });
  });
});
