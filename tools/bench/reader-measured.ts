/**
 * The MIME reader alone, for `npm run bench:check`, in a process of its own: `node reader-measured.ts LIST` parses every message that
 * LIST names, one a line, and decodes all its text, for two seconds of processor time. Prints octets per microsecond, which are MB
 * per CPU-second.
 */
import { readFileSync } from 'node:fs';
import { readMailView } from '../../src/wire/mail-view/index.ts';

const WARM_ROUNDS = 3;
const LEAST_MICROSECONDS = 2_000_000;

const [list = ''] = process.argv.slice(2);
const raws = readFileSync(list, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((path) => readFileSync(path));
const octets = raws.reduce((sum, raw) => sum + raw.length, 0);
const round = (): void => {
  for (const raw of raws) readMailView(raw);
};
for (let i = 0; i < WARM_ROUNDS; i++) round();
const before = process.cpuUsage();
let rounds = 0;
let spent = 0;
while (spent < LEAST_MICROSECONDS) {
  round();
  rounds += 1;
  const { user, system } = process.cpuUsage(before);
  spent = user + system;
}
console.log((rounds * octets) / spent);
