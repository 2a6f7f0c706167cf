/** What is offered where a refusal tells how the message was authenticated: the whole way from the reply to the fixes and the sentences. */
import { describe, expect, test } from 'vitest';
import { explainRefusal, type GivenFacts } from '../src/explain/explain.ts';
import { replyArrival } from '../src/explain/reply-input.ts';
import { viewVerdict } from '../src/explain/say/view.ts';
import { loadData } from '../src/main/load-data.ts';
import { catalogueOf, createExplainServices } from '../src/main/services.ts';

const data = loadData();
const services = createExplainServices(data);

async function answer(reply: string, given: GivenFacts = {}) {
  const arrival = replyArrival(reply);
  const refusal = arrival.refusals[0] ?? { facts: { text: reply }, otherTexts: [] };
  const verdict = await explainRefusal(arrival, refusal, services, given);
  return { verdict, fixes: verdict.fixes.map(({ id }) => id) };
}

const microsoft = (results: string): string =>
  `550 5.7.515 Access denied, sending domain EXAMPLE.ORG doesn't meet the required authentication level. ${results}`;

describe('the fixes in order', () => {
  test.each<readonly [reply: string, fixes: readonly string[]]>([
    [microsoft('Spf= Fail , Dkim= Pass , DMARC= Pass'), ['spf/add-ip', 'ask/admin']],
    [microsoft('Spf= Pass , Dkim= Fail , DMARC= Pass'), ['dkim/sign', 'dkim/publish-key', 'ask/admin']],
    // RFC 9989: what has no record neither passes nor fails.
    [microsoft('Spf= Pass , Dkim= Pass , DMARC= Fail'), ['dmarc/align']],
    [microsoft('Spf= Pass , Dkim= Pass , DMARC= None'), ['dmarc/publish', 'dmarc/align']],
    [microsoft('Spf= Fail , Dkim= Pass , DMARC= Fail'), ['spf/add-ip', 'dmarc/align']],
    [
      microsoft('Spf= None , Dkim= None , DMARC= None'),
      ['spf/publish', 'dkim/sign', 'dmarc/publish', 'dmarc/align'],
    ],
    [microsoft('Spf= Pass , Dkim= Pass , DMARC= Pass'), ['ask/admin']],
    [
      '550 5.7.1 spf=pass smtp.mailfrom=bounce.example.net; dkim=none; dmarc=fail (p=REJECT) header.from=example.org',
      ['dmarc/align', 'dkim/sign'],
    ],
    [
      "550-5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy. - gsmtp",
      ['dmarc/align', 'dkim/sign', 'spf/add-ip'],
    ],
    [
      '550 5.7.1 No DMARC record found for example.org',
      ['dmarc/publish', 'dmarc/align', 'dkim/sign', 'spf/add-ip'],
    ],
    [
      '550 5.7.24 SPF permerror: multiple SPF records for example.org',
      ['spf/repair-record', 'spf/fewer-lookups', 'dkim/sign'],
    ],
    [
      '550 5.7.1 too many DNS lookups in the SPF record of example.com (permerror)',
      ['spf/fewer-lookups', 'dkim/sign'],
    ],
    ['554 5.7.1 spf check result is none', ['spf/publish', 'dkim/sign']],
    [
      '451 4.7.23 SPF authentication failed with a temporary error',
      ['auth/ask-again', 'dns/fix-servers', 'dkim/sign'],
    ],
    ['550 5.7.23 SPF authentication soft-failed', ['spf/add-ip', 'dkim/sign', 'spf/forwarder']],
    ['550 5.7.1 SPF fail: forwarded message without SRS', ['spf/forwarder', 'dkim/sign']],
    ['554 DKIM: body hash did not verify', ['dkim/unbroken', 'dmarc/align']],
    [
      '554 5.7.1 invalid DKIM signature',
      ['dkim/find-fault', 'dkim/publish-key', 'dkim/unbroken', 'dmarc/align'],
    ],
    ['550 DKIM key not found, domain unknown to us', ['dkim/publish-key', 'dmarc/align']],
    ['550 5.7.20 DKIM key too short (512 bit)', ['dkim/longer-key', 'dmarc/align']],
    ['550 5.7.20 DKIM signature expired', ['dkim/fresh', 'dmarc/align']],
    ['550 5.7.20 No DKIM signatures', ['dkim/sign', 'dmarc/align']],
    [
      '550 5.7.20 No passing DKIM signature found',
      ['dkim/sign', 'dkim/publish-key', 'dkim/unbroken', 'dmarc/align'],
    ],
    [
      '550 5.7.1 DMARC reject: mailing list changed the message',
      ['route/list-from', 'dkim/sign', 'spf/add-ip'],
    ],
    ['smtp;550 5.7.1 DMARC failure for domain yahoo.com, policy reject', ['from/own-domain']],
  ])('%s', async (reply, expected) => {
    expect((await answer(reply)).fixes).toEqual(expected);
  });

  test('SPF judges the envelope: a From at a provider leaves its records to mend', async () => {
    const given = { sender: 'a@example.org', headerFrom: 'b@gmail.com' };
    const { fixes } = await answer('550 5.7.23 SPF fail - not authorized', given);
    expect(fixes[0]).toBe('spf/add-ip');
  });
});

describe('the sentences say the same', () => {
  test.each<readonly [reply: string, headline: RegExp, turn: RegExp]>([
    ['451 4.7.23 SPF authentication failed with a temporary error', /DNS question/, /^wait/],
    ['554 5.7.1 spf check result is none', /no SPF record/, /DNS/],
    ['550 5.7.1 No DMARC record found for example.org', /no DMARC record/, /example\.org/],
    [microsoft('Spf= Fail , Dkim= Pass , DMARC= Pass'), /does not meet/, /example\.org/],
    ['smtp;550 5.7.1 DMARC failure for domain yahoo.com, policy reject', /DMARC/, /sender address/],
  ])('%s', async (reply, headline, turn) => {
    const { verdict } = await answer(reply);
    const view = viewVerdict(verdict, catalogueOf(data, 'en'), undefined);
    expect(view.headline).toMatch(headline);
    expect(view.turn).toMatch(turn);
    const german = viewVerdict(verdict, catalogueOf(data, 'de'), undefined);
    expect(german.headline).not.toBe('');
    expect(german.headline).not.toMatch(/[{}]/);
  });
});
