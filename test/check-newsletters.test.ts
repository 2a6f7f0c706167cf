/** Good modern mail stays clean: every check over the newsletters beside the repository, in the order of the report. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { messageChecks } from '../src/checks/index.ts';
import { type MailGiven, mailProfiles } from '../src/findings/message-check.ts';
import { readDataFolder } from '../src/main/data-folder.ts';
import { checkMessage } from '../src/preflight/check-message.ts';
import { readMailTables } from '../src/preflight/mail-tables.ts';
import { projectRoot } from './source-files.ts';

const folder = join(projectRoot, '..', 'shared', 'corpora', 'newsletters');
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];

describe.skipIf(names.length === 0)('newsletters (../shared/corpora/newsletters)', () => {
  const tables = readMailTables(readDataFolder(join(projectRoot, 'data')));
  const givenFor = (name: string): MailGiven => ({
    profile: mailProfiles.find((profile) => name.startsWith(`${profile}-`)) ?? 'bulk',
    now: '2026-05-12T16:00:00.000Z',
    trackingDomains: [],
    tables,
  });

  test.each(names)('%s: nothing above information, and every check has its say', (name) => {
    const { findings } = checkMessage(readFileSync(join(folder, name)), givenFor(name), messageChecks);
    const above = findings.filter(
      ({ outcome, consequence }) => outcome === 'fail' && consequence !== 'information',
    );
    expect(above.map(({ check, message, consequence }) => `${check} ${message} (${consequence})`)).toEqual(
      [],
    );
    const said = new Set(
      findings.flatMap(({ check, also = [] }) => [check, ...also.map((one) => one.check)]),
    );
    expect(messageChecks.map(({ id }) => id).filter((id) => !said.has(id))).toEqual([]);
  });
});
