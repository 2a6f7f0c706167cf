import { expect, test } from 'vitest';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf, createExplainServices } from '../../main/services.ts';
import { explainArrival } from '../explain.ts';
import { readArrivals } from '../read-arrivals.ts';
import { viewVerdict } from './view.ts';

const files = readDataFolder('data');
const services = createExplainServices(files);
const texts = catalogueOf(files, 'en');

async function saidIn(text: string): Promise<string | undefined> {
  for (const arrival of readArrivals(Buffer.from(text))) {
    if (!arrival.ok) continue;
    const [verdict] = (await explainArrival(arrival.value, services)).verdicts;
    return verdict === undefined ? undefined : viewVerdict(verdict, texts, undefined).said;
  }
  return undefined;
}

const program = texts.ui('said.program');
const relay = texts.ui('role.smarthost');

test.each([
  [
    'An Error occurred sending mail.\nThe mail server responded: Originator address does not match authentication credential.',
    relay,
  ],
  [
    'Cannot Send Mail\n\nThe recipient “bob@example.org” was rejected by the server because it does not allow relaying.',
    relay,
  ],
  ['Apple Mail: The server response was: bob@example.org: Sender address rejected: not logged in', relay],
  [
    'SMTP Error: The following recipients failed: bob@example.org: Sender address rejected: not owned by user anna',
    relay,
  ],
  ['SMTP Error: Could not authenticate.', program],
  ['PHPMailer: SMTP connect() failed. Connection refused', program],
  ['nodemailer: Error: connect ETIMEDOUT 192.0.2.1:587 code: ESOCKET, command: CONN', program],
])('a program says only what it finds itself: %s', async (text, who) => {
  expect(await saidIn(text)).toBe(who);
});
