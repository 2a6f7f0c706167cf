/**
 * The measured half of `npm run bench:explain`, run by explain.ts as a bundle in a process of its own, as the package runs:
 * `node explain-measured.js CLASSIFIER.tables [FOLDER]`. Prints one JSON object.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepHeapSmall } from '../../src/base/small-heap.ts';
import { briefly } from '../../src/explain/brief.ts';
import {
  type Classifier,
  type CompiledClassifier,
  openClassifier,
} from '../../src/explain/classify/index.ts';
import { messageArrival } from '../../src/explain/message-arrival.ts';
import { readTables } from '../../src/main/tables-file.ts';

/** What is printed. */
export interface Measured {
  readonly messages?: { readonly count: number; readonly verdicts: number; readonly seconds: number };
  readonly replies: { readonly count: number; readonly seconds: number };
}

/** The machine code of all that a message passes is complete only after some ten thousand messages. */
const WARM_ROUNDS = 40;
const ROUNDS = 20;
const CACHED_REPLIES = 400_000;

/** User and system seconds of this process. */
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function measureMessages(folder: string, classifier: Classifier): Measured['messages'] {
  const raws = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  let verdicts = 0;
  // As `waypost explain --batch --offline` answers.
  const round = (): void => {
    for (const raw of raws)
      verdicts += briefly(messageArrival(raw, { isForWords: true }), classifier).verdicts.length;
  };
  for (let i = 0; i < WARM_ROUNDS; i++) round();
  verdicts = 0;
  const before = cpuSeconds();
  for (let i = 0; i < ROUNDS; i++) round();
  return { count: ROUNDS * raws.length, verdicts, seconds: cpuSeconds() - before };
}

/** Replies that differ in addresses, IPs and ids, as those of one campaign do. */
function measureCachedReplies(classifier: Classifier): Measured['replies'] {
  const templates = [
    (n: number) =>
      `<user${n}@example.org>: Recipient address rejected: User unknown in virtual mailbox table`,
    (n: number) => `Service unavailable; Client host [192.0.2.${n % 250}] blocked using zen.spamhaus.org`,
    (n: number) => `The email account that you tried to reach is over quota ${n.toString(36)}.${n} - gsmtp`,
    (n: number) => `4.7.1 <u${n}@example.net>: Greylisted, please try again in ${n % 300} seconds`,
  ];
  const texts = Array.from({ length: 20_000 }, (_, n) => templates[n % templates.length]?.(n) ?? '');
  for (const text of texts) classifier.classify({ text, replyCode: 550 });
  const before = cpuSeconds();
  for (let i = 0; i < CACHED_REPLIES; i++)
    classifier.classify({ text: texts[i % texts.length] ?? '', replyCode: 550 });
  return { count: CACHED_REPLIES, seconds: cpuSeconds() - before };
}

keepHeapSmall();
const [compiledPath = '', folder] = process.argv.slice(2);
const classifier = openClassifier(readTables(compiledPath) as CompiledClassifier);
const messages = folder === undefined ? undefined : measureMessages(folder, classifier);
const replies = measureCachedReplies(classifier);
const measured: Measured = { ...(messages !== undefined && { messages }), replies };
console.log(JSON.stringify(measured));
