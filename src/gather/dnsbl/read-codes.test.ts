import { describe, expect, test } from 'vitest';
import { readCodes } from './read-codes.ts';
import { listOf } from './testing.ts';

const read = (zone: string, ...codes: string[]): string => {
  const reading = readCodes(listOf(zone), codes);
  if (reading.state !== 'listed') return reading.state;
  return `${reading.isPolicyListing ? 'policy: ' : ''}${reading.codes.map(({ meaning }) => meaning).join('; ')}`;
};

describe('codes', () => {
  test.each([
    ['zen.spamhaus.org', ['127.0.0.2'], 'SBL'],
    ['zen.spamhaus.org', ['127.0.0.4', '127.0.0.10'], 'XBL; PBL, entry by ISP'],
    ['zen.spamhaus.org', ['127.0.0.11'], 'policy: PBL, entry by Spamhaus'],
    ['zen.spamhaus.org', ['127.0.0.99'], 'listed'],
    ['zen.spamhaus.org', ['127.255.255.254'], 'not-checked'],
    ['zen.spamhaus.org', ['127.255.255.1'], 'not-checked'],
    ['zen.spamhaus.org', ['127.0.0.2', '127.255.255.255'], 'not-checked'],
    ['zen.spamhaus.org', ['192.0.2.80'], 'not-checked'],
    ['dbl.spamhaus.org', ['127.0.1.4'], 'phishing'],
    ['dbl.spamhaus.org', ['127.0.1.255'], 'not-checked'],
    ['multi.surbl.org', ['127.0.0.72'], 'PH phishing, ABUSE spam'],
    ['multi.surbl.org', ['127.0.0.1'], 'not-checked'],
    ['multi.surbl.org', ['127.0.0.2'], 'not-listed'],
    ['multi.uribl.com', ['127.0.0.2'], 'black'],
    ['multi.uribl.com', ['127.0.0.1'], 'not-checked'],
    ['bl.score.senderscore.com', ['127.0.0.17'], 'bot, low score'],
    ['bl.score.senderscore.com', ['127.255.255.255'], 'not-checked'],
    ['score.senderscore.com', ['127.0.4.12'], 'not-listed'],
    ['rep.mailspike.net', ['127.0.0.20'], 'not-listed'],
    ['rep.mailspike.net', ['127.0.0.14'], 'not-listed'],
    ['rep.mailspike.net', ['127.0.0.11'], 'very bad'],
    ['hostkarma.junkemailfilter.com', ['127.0.0.1'], 'not-listed'],
    ['hostkarma.junkemailfilter.com', ['127.0.1.1'], 'not-listed'],
    ['hostkarma.junkemailfilter.com', ['127.0.0.2', '127.0.1.1'], 'black'],
    ['combined.mail.abusix.zone', ['127.0.0.12'], 'policy: policy: no rDNS'],
    ['zrd.dq.spamhaus.net', ['127.0.2.7'], 'first seen 7 hours ago'],
    ['zen.spamhaus.org', [], 'not-listed'],
    // Answers that some filter or registry gives for any name.
    ['zen.spamhaus.org', ['127.0.0.1'], 'not-checked'],
    ['bl.blocklist.de', ['127.0.53.53'], 'not-checked'],
    ['zen.spamhaus.org', ['0.0.0.0'], 'not-checked'],
    ['bl.0spam.org', ['127.0.0.1'], 'spam to traps'],
    ['list.dnswl.org', ['127.0.0.255'], 'not-checked'],
    ['list.dnswl.org', ['127.0.10.3'], 'not-checked'],
    ['all.spamrats.com', ['127.0.0.37'], 'no PTR'],
  ])('%s %o: %s', (zone, codes, expected) => {
    expect(read(zone, ...codes)).toBe(expected);
  });
});
