import { describe, expect, test } from 'vitest';
import { readDataFolder } from '../main/data-folder.ts';
import { createExplainServices } from '../main/services.ts';
import { explainArrival } from './explain.ts';
import { readArrivals } from './read-arrivals.ts';

const services = createExplainServices(readDataFolder('data'));

/** Who asks, who must act and the first fix, of the first refusal. */
async function toldOf(text: string): Promise<readonly (string | undefined)[]> {
  for (const arrival of readArrivals(Buffer.from(text))) {
    if (!arrival.ok) continue;
    const [verdict] = (await explainArrival(arrival.value, services)).verdicts;
    return [verdict?.asker, verdict?.actor, verdict?.fixes[0]?.id];
  }
  return [];
}

const at = 'Oct 11 22:14:15 mx1 postfix';
const rejected = (words: string): string =>
  `${words}\n\n${at}/smtpd[42]: connect from mx.example.net[198.51.100.7]\n${at}/smtpd[42]: NOQUEUE: reject: RCPT from mx.example.net[198.51.100.7]: 450 4.7.1 <x>: Helo command rejected: Host not found; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<x>`;

describe('somebody waits for what his server turned away', () => {
  test.each([
    'I am expecting a legit email from a store, and nothing comes.',
    'Sending is ok. But I can not get any mail.',
    'Since Monday all incoming mails are blocked.',
    'Seit gestern können wir keine Mails empfangen.',
  ])('%s', async (words) => {
    expect(await toldOf(rejected(words))).toEqual(['receives', 'recipient-admin', 'own/tell-sender']);
  });

  test.each([
    'I see many of these lines in my log. Should I worry?',
    'We cannot receive mail, and our users cannot send. I am trying to send a test mail.',
    'what does it mean when nobody was written to',
  ])('or he does not say so: %s', async (words) => {
    expect(await toldOf(rejected(words))).toEqual([undefined, 'nobody', 'own/nothing']);
  });

  test('what came to the port for our own users was not to come in', async () => {
    const line = `${at}/submission/smtpd[42]: NOQUEUE: reject: RCPT from x.example.net[198.51.100.7]: 554 5.7.1 <x.example.net[198.51.100.7]>: Client host rejected: Access denied; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<x>`;
    expect((await toldOf(`I can not get any mail.\n\n${line}\n`))[0]).toBeUndefined();
  });

  test('the client’s own words in the line are not his', async () => {
    const line = `${at}/smtpd[42]: NOQUEUE: reject: RCPT from unknown[198.51.100.7]: 554 5.7.1 <a@example.org>: Relay access denied; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<we cannot receive mail>`;
    expect((await toldOf(`This stands in the log:\n${line}\n${line}`))[0]).toBeUndefined();
  });
});
