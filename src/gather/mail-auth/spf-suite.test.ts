/** The RFC 7208 suite through our resolver's shape; over sockets and through the audit it is run in test/spf-suite. */
import { describe, expect, test } from 'vitest';
import { hasSuite, readSuite, resultsOf, zoneOf } from '../../../test/spf-suite/suite.ts';
import { readSpfRecord } from '../../wire/spf/index.ts';
import { zoneResolver } from '../dns/testing.ts';
import { evaluateSpf } from './spf.ts';

const scenarios = readSuite();

describe.skipIf(!hasSuite)('RFC 7208 suite (skipped where ../shared is missing)', () => {
  for (const scenario of scenarios) {
    const resolver = zoneResolver(zoneOf(scenario));
    test.each(Object.entries(scenario.tests))(`${scenario.description}: %s`, async (_id, given) => {
      const { host, helo, mailfrom } = given;
      const answered = await evaluateSpf({ ip: host, helo, mailFrom: mailfrom }, resolver);
      expect(resultsOf(given)).toContain(answered.result);
    });
  }
});

describe.skipIf(!hasSuite)('the reader beside the evaluation', () => {
  /** Each case's result with whether the reader finds a fault in the record that it begins with. */
  async function judged() {
    const rows: { id: string; result: string; reason: string; hasFault: boolean }[] = [];
    for (const scenario of scenarios) {
      const resolver = zoneResolver(zoneOf(scenario));
      for (const [id, { host, helo, mailfrom }] of Object.entries(scenario.tests)) {
        const answered = await evaluateSpf({ ip: host, helo, mailFrom: mailfrom }, resolver);
        const { result, record, reason = '' } = answered;
        if (record === undefined) continue;
        rows.push({ id, result, reason, hasFault: readSpfRecord(record).problems.length > 0 });
      }
    }
    return rows;
  }

  test('a record that evaluates to anything but permerror has no fault', async () => {
    const wrong = (await judged()).filter(({ result, hasFault }) => hasFault && !result.endsWith('error'));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('a record that is a permerror has a fault, unless what it leads to is at fault', async () => {
    const elsewhere = ['Too many', 'no SPF records found', 'SPF failure'];
    const rows = (await judged()).filter(({ result, hasFault }) => result === 'permerror' && !hasFault);
    // 'include-permerror' includes a record that is at fault itself.
    const own = rows.filter(({ id }) => id !== 'include-permerror');
    const missed = own.filter(({ reason }) => !elsewhere.some((words) => reason.includes(words)));
    expect(missed.map(({ id, reason }) => [id, reason])).toEqual([]);
  });
});
