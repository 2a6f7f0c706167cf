/** What explain advises where a block list refused the mail: by whose list it is, what it holds, and how a listing ends. */
import { describe, expect, test } from 'vitest';
import { listOf } from '../src/explain/list-behind.ts';
import { parseProviderCard } from '../src/explain/provider-card.ts';
import { addresseeOf } from '../src/explain/say/contact.ts';
import { formatLetter } from '../src/explain/say/letter.ts';
import { viewVerdict } from '../src/explain/say/view.ts';
import { data, texts as english, explained, services } from '../src/explain/testing.ts';
import type { Verdict } from '../src/explain/verdict.ts';
import { catalogueOf, languagesOf } from '../src/main/services.ts';

const cardOf = ({ classification }: Verdict) =>
  classification.provider === undefined ? undefined : services.providers.get(classification.provider);

/** Fixes that speak of lists, the list behind it with the way off it, whom a letter is for. */
async function adviceOf(text: string): Promise<readonly [string, string, string]> {
  const verdict = await explained(text);
  const list = listOf(verdict);
  const ids = verdict.fixes.flatMap(({ id }) => (id.startsWith('listing/') ? [id.slice(8)] : []));
  const { data: known } = viewVerdict(verdict, english, cardOf(verdict));
  return [ids.join(' '), list === undefined ? '' : `${list.id} ${list.way}`, addresseeOf(verdict, known)];
}

const host = '554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using';

describe('by the list', () => {
  test.each<readonly [text: string, fixes: string, list: string, addressee: string]>([
    [`${host} bl.spamcop.net`, 'find-cause await-end', 'bl.spamcop.net expires', 'receiver'],
    [`${host} dnsbl-1.uceprotect.net`, 'find-cause await-end', 'dnsbl-1.uceprotect.net expires', 'receiver'],
    [`${host} dnsbl-2.uceprotect.net`, 'ask-neighbours', 'dnsbl-2.uceprotect.net neighbours', 'owner'],
    [`${host} dnsbl-3.uceprotect.net`, 'ask-neighbours', 'dnsbl-3.uceprotect.net neighbours', 'owner'],
    [`${host} ips.backscatterer.org`, 'find-cause await-end', 'ips.backscatterer.org expires', 'receiver'],
    [`${host} truncate.gbudb.net`, 'find-cause await-end', 'truncate.gbudb.net expires', 'receiver'],
    [`${host} psbl.surriel.com`, 'find-cause delist', 'psbl.surriel.com request', 'list'],
    [`${host} bl.mailspike.net`, 'find-cause delist', 'bl.mailspike.net request', 'list'],
    [`${host} all.s5h.net`, 'find-cause delist', 'all.s5h.net request', 'list'],
    [`${host} rbl.interserver.net`, 'find-cause ask-keeper', 'rbl.interserver.net unknown', 'list'],
    [`${host} dnsbl.sorbs.net`, 'tell-closed', 'sorbs.net closed', 'closed'],
    [`${host} ix.dnsbl.manitu.net`, 'tell-closed', 'ix.dnsbl.manitu.net closed', 'closed'],
    [`${host} dnsbl.njabl.org`, 'tell-closed', 'dnsbl.njabl.org closed', 'closed'],
    [`${host} rbl.madavi.de`, 'find-cause ask-keeper', 'rbl.madavi.de unknown', 'list'],
    [`${host} zen.spamhaus.org`, 'find-cause delist', 'zen.spamhaus.org request', 'list'],
    [
      '550 5.7.1 [192.0.2.7] is listed: https://www.spamhaus.org/sbl/query/SBL123456',
      'find-cause ask-owner',
      'zen.spamhaus.org owner',
      'owner',
    ],
    [`${host} pbl.spamhaus.org`, 'use-relay policy-exclude', 'zen.spamhaus.org request', 'list'],
    [`${host} noptr.spamrats.com`, 'reverse-name delist use-relay', 'all.spamrats.com request', 'list'],
    [
      '550 5.7.1 <a@example.org>: Recipient address rejected: ERS-QIL.',
      'find-cause await-end',
      'trend-micro-ers expires',
      'receiver',
    ],
    [
      '550 5.7.1 <a@example.org>: Recipient address rejected: ERS-RBL.',
      'find-cause delist',
      'trend-micro-ers request',
      'list',
    ],
  ])('%s', async (text, ...expected) => {
    expect(await adviceOf(text)).toEqual(expected);
  });
});

describe('by what is listed', () => {
  test.each<readonly [text: string, list: string | undefined, subject: unknown]>([
    [
      '554 5.7.1 Service unavailable; Sender address [n@example.org] blocked using dbl.spamhaus.org',
      'dbl.spamhaus.org',
      'example.org',
    ],
    [
      '550 Domain example.org is listed by Spamhaus, see https://check.spamhaus.org/',
      'dbl.spamhaus.org',
      undefined,
    ],
    ['550 5.7.1 URL in body listed by multi.surbl.org [192.0.2.7]', 'multi.surbl.org', undefined],
    [`${host} zen.spamhaus.org`, 'zen.spamhaus.org', '192.0.2.7'],
    [
      '550 5.7.1 blocked because it contains FortiGuard - AntiSpam blocking URL(s).',
      'fortiguard-url',
      undefined,
    ],
  ])('%s', async (text, id, subject) => {
    const verdict = await explained(text);
    expect(listOf(verdict)?.id).toBe(id);
    const view = viewVerdict(verdict, english, undefined);
    expect(view.data.subject).toBe(subject);
    const ids = verdict.fixes.map((fix) => fix.id);
    expect(ids).toContain(listOf(verdict)?.holds === 'domain' ? 'listing/delist-domain' : 'listing/delist');
    expect(ids).not.toContain(
      listOf(verdict)?.holds === 'domain' ? 'listing/delist' : 'listing/delist-domain',
    );
  });
});

describe('a list of somebody else behind a provider', () => {
  const comcast =
    '554 comcast 192.0.2.7 found on one or more DNSBLs, see http://postmaster.comcast.net/smtp-error-codes.php#';
  const cox =
    '554 cox 192.0.2.7 rejected - Refer to Error Codes section at https://www.cox.com/residential/support/email-error-codes.html AUP#';
  test.each<readonly [text: string, list: string, asked: string]>([
    ['554 5.7.0 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.7', 'proofpoint-pdr', 'Proofpoint'],
    [`${comcast}BL000001`, 'zen.spamhaus.org', 'Spamhaus'],
    [`${comcast}BL000010`, 'cloudmark-csi', 'Cloudmark'],
    [`${cox}IPBL0100`, 'invaluement-ip', 'Invaluement'],
    [`${cox}IPBL1000`, 'cloudmark-csi', 'Cloudmark'],
    ['550 5.7.1 Mail rejected OFR_102 [102] Service refuse. csi.cloudmark.com', 'cloudmark-csi', 'Cloudmark'],
    [
      '550 5.2.0 192.0.2.7 blocked using Abusix; see https://lookup.abusix.com/',
      'combined.mail.abusix.zone',
      'Abusix',
    ],
  ])('%s', async (text, id, asked) => {
    const verdict = await explained(text);
    expect(listOf(verdict)?.id).toBe(id);
    const view = viewVerdict(verdict, english, cardOf(verdict));
    expect(view.contact).toContain(asked);
    expect(verdict.fixes.map((fix) => fix.id)).not.toContain('listing/provider-form');
  });

  test('a block of the provider itself is lifted by its own form', async () => {
    const verdict = await explained(
      "550 5.7.1 Unfortunately, messages from [192.0.2.7] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
    );
    const ids = verdict.fixes.map(({ id }) => id);
    expect(ids).toEqual(['listing/find-cause', 'listing/provider-form', 'network/ask-owner']);
    expect(listOf(verdict)).toBeUndefined();
  });
});

describe('before a block is lifted its cause is looked for; whom to ask, as the reply and the provider tell', () => {
  test.each<readonly [text: string, asked: string, not: string]>([
    [
      '550 5.7.606 Access denied, banned sending IP [192.0.2.7]. To request removal from this list please visit https://sender.office.com/ and follow the directions.',
      'Use https://sender.office.com/, with',
      'First open',
    ],
    [
      '554 IP=192.0.2.7 - A problem occurred. Ask your postmaster for help or contact tosa@rx.t-online.de to clarify. (BL)',
      'Write to tosa@rx.t-online.de, with',
      'form',
    ],
    [
      '554 5.7.1 Your IP 192.0.2.7 blocked due to spam. Forward this to unblock@mx.example.net',
      'Write to unblock@mx.example.net, which the reply names, with',
      'Use',
    ],
    [
      '554-IP address is black listed.\n554 For explanation visit https://postmaster.1und1.de/de/fehlermeldungen?ip=192.0.2.7&c=bl',
      'First open https://postmaster.1und1.de/de/fehlermeldungen?ip=192.0.2.7&c=bl, which the reply names. Then use',
      'Write to',
    ],
  ])('%s', async (text, asked, not) => {
    const verdict = await explained(text);
    const { fixes, turn } = viewVerdict(verdict, english, cardOf(verdict));
    expect(verdict.fixes.map(({ id }) => id)).toEqual(['listing/find-cause', 'listing/provider-form']);
    expect(fixes[1]?.text).toContain(asked);
    expect(fixes[1]?.text).not.toContain(not);
    expect(turn).toContain('end the cause');
  });
});

test('where no list is named and no form is known, nothing is to be taken off', async () => {
  const [listed] = await adviceOf('550 5.7.1 192.0.2.7 is blacklisted');
  expect(listed).toBe('find-list find-cause');
  const [blocked] = await adviceOf('554 5.7.1 Your IP 192.0.2.7 blocked due to spam.');
  expect(blocked).toBe('find-cause ask-postmaster');
});

describe('the IP of a provider that sends for many', () => {
  test.each([
    `Google tried to deliver your message, but it was rejected by mx1.example.org. [198.51.100.7].\n\nThe error that the other server returned was:\n${host} bl.mailspike.net`,
    `Generating server: AM0PR05MB4321.eurprd05.prod.outlook.com\nbob@example.org\nRemote Server returned '${host} bl.mailspike.net'`,
    `Generierender Server: AM0PR05MB4321.eurprd05.prod.outlook.com\n\nbob@example.org\nRemote Server at example.org (198.51.100.3) returned '${host} bl.mailspike.net'`,
  ])('%s', async (text) => {
    const [fixes, , addressee] = await adviceOf(text);
    expect([fixes, addressee]).toEqual(['others-ip', 'provider']);
    const verdict = await explained(text);
    expect(viewVerdict(verdict, english, cardOf(verdict)).contact).toBe('');
  });

  test("one's own server is not one", async () => {
    const [fixes] = await adviceOf(
      `Generating server: mail.example.com\n\nbob@example.org\nRemote Server returned '${host} bl.mailspike.net'`,
    );
    expect(fixes).toBe('find-cause delist');
  });
});

test('the resolver of the receiver was refused: no listing at all', async () => {
  const { category, fixes } = await explained(
    `${host} zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/192.0.2.53`,
  );
  expect(category).toBe('server.config');
  expect(fixes.map(({ id }) => id).filter((id) => id.startsWith('listing/'))).toEqual([]);
});

test.each(languagesOf(data))('%s: no letter asks a list that takes no requests', async (language) => {
  const texts = catalogueOf(data, language);
  const letterOf = async (text: string): Promise<string> => {
    const verdict = await explained(text);
    return formatLetter(verdict, viewVerdict(verdict, texts, cardOf(verdict)), texts, true);
  };
  expect(await letterOf(`${host} bl.spamcop.net`)).not.toContain(
    texts.ui('letter.list.subject', { zone: 'bl.spamcop.net' }),
  );
  const closed = await letterOf(`${host} dnsbl.sorbs.net`);
  expect(closed).toContain('2024-06-05');
  expect(closed).toContain(texts.ui('letter.closed.subject', { zone: 'sorbs.net' }));
  const asked = await letterOf('554 5.7.0 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.7');
  expect(asked).toContain(texts.ui('letter.list.subject', { subject: '192.0.2.7' }));
  const owner = await letterOf(
    '550 5.7.1 [192.0.2.7] is listed: https://www.spamhaus.org/sbl/query/SBL123456',
  );
  expect(owner).toContain(texts.ui('contact.owner', { senderIp: '192.0.2.7' }));
});

test('a code of a provider stands for a list that there is', () => {
  const cards = Object.entries(data).filter(([name]) => name.startsWith('providers/'));
  const kept = cards.flatMap(([, card]) => parseProviderCard(card).codes.flatMap(({ list }) => list ?? []));
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.filter((id) => services.lists.ofId(id) === undefined)).toEqual([]);
});

test('causes that fixes ask for are causes of lists', () => {
  const causes = [...services.fixTable.fixes.values()].flatMap(({ list }) => [
    ...(list?.causes ?? []),
    ...(list?.exceptCauses ?? []),
  ]);
  for (const cause of causes) expect(english.ui(`listing.cause.${cause}`)).not.toBe(`listing.cause.${cause}`);
});
