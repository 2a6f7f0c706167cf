/** Is a published condition told: by its check, as refused by its receiver, with the reply named? */
import { headerChecks } from '../../src/checks/message/headers/all.ts';
import { mimeChecks } from '../../src/checks/message/mime/all.ts';
import { run } from '../../src/checks/message/testing.ts';
import { fillFirst } from '../../src/findings/catalogue.ts';
import { readDataFolder } from '../../src/main/data-folder.ts';
import { catalogueOf } from '../../src/main/services.ts';
import type { PublishedCondition } from './published.ts';

const catalogue = catalogueOf(readDataFolder('data'), 'en');
const checks = [...headerChecks, ...mimeChecks];

/** What is missing; undefined where the condition is told. */
export function missingOf({
  receiver,
  reply,
  check: id,
  message,
  make,
}: PublishedCondition): string | undefined {
  const check = checks.find((one) => one.id === id);
  if (check === undefined) return `no check ${id}`;
  const found = run(check, make()).find((draft) => draft.outcome === 'fail' && draft.message === message);
  if (found === undefined) return 'no finding';
  if (found.consequence !== 'refused' || !found.receivers.includes(receiver))
    return 'not refused by its receiver';
  const filling = Object.fromEntries(Object.entries(found.data).map(([key, value]) => [key, String(value)]));
  const text = fillFirst(catalogue.finding(id).reply[message] ?? [], filling);
  const [begin, words] = reply;
  return text.startsWith(begin) && text.includes(words) ? undefined : `the reply is '${text}'`;
}
