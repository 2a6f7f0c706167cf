/** The checks of HTML over the newsletters beside the repository: good mail that must stay clean. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { htmlChecks } from '../src/checks/message/html/all.ts';
import { mailGiven } from '../src/checks/message/links/testing.ts';
import { readMailView } from '../src/wire/mail-view/index.ts';

const folder = join(import.meta.dirname, '../../shared/corpora/newsletters');
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];

describe.skipIf(names.length === 0)('newsletters (skipped: ../shared is not here)', () => {
  test.each(names)('%s: nothing above information', (name) => {
    const profile = name.startsWith('bulk') ? 'bulk' : 'transactional';
    const view = readMailView(readFileSync(join(folder, name)));
    const above = htmlChecks.flatMap((check) =>
      check
        .run(view, mailGiven({ profile }))
        .filter(({ outcome, consequence }) => outcome === 'fail' && consequence !== 'information')
        .map(({ message }) => `${check.id} ${message}`),
    );
    expect(above).toEqual([]);
  });
});
