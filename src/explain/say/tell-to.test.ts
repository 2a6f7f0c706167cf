import { expect, test } from 'vitest';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf, createExplainServices } from '../../main/services.ts';
import { explainArrival } from '../explain.ts';
import { readArrivals } from '../read-arrivals.ts';
import { wordsOf } from './document.ts';

const data = readDataFolder('data');
const services = createExplainServices(data);
const texts = catalogueOf(data, 'en');

async function tellToOf(text: string): Promise<string> {
  for (const read of readArrivals(Buffer.from(text))) {
    if (!read.ok) continue;
    const [verdict] = (await explainArrival(read.value, services)).verdicts;
    if (verdict !== undefined) return wordsOf(verdict, texts, services.providers).tellTo;
  }
  return '';
}

test.each([
  ['535 5.7.8 Username and Password not accepted', 'user'],
  ['550 5.7.60 SMTP; Client does not have permissions to send as this sender', 'user'],
  [
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
    'account-admin',
  ],
  ['550 5.1.1 <a@example.org>: User unknown', 'recipient-elsewhere'],
  ['550 5.1.1 User unknown', 'writer'],
  ['550 5.7.26 This mail is unauthenticated, SPF did not pass', 'recipient'],
])('%s: %s', async (text, whom) => {
  expect(await tellToOf(text)).toBe(texts.ui(`tellTo.${whom}`));
});
