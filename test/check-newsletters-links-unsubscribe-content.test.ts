/** Good modern mail stays clean: links, unsubscribing and wording of the 62 newsletters say nothing above information. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentChecks } from '../src/checks/message/content/all.ts';
import { linkChecks } from '../src/checks/message/links/all.ts';
import { mailGiven } from '../src/checks/message/links/testing.ts';
import { unsubscribeChecks } from '../src/checks/message/unsubscribe/all.ts';
import { mailProfiles } from '../src/findings/message-check.ts';
import { readMailView } from '../src/wire/mail-view/index.ts';
import { projectRoot } from './source-files.ts';

const folder = join(projectRoot, '..', 'shared', 'corpora', 'newsletters');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
const checks = [...linkChecks, ...unsubscribeChecks, ...contentChecks];

describe.skipIf(files.length === 0)('newsletters (../shared/corpora/newsletters)', () => {
  const said = files.map((file) => {
    const view = readMailView(readFileSync(join(folder, file)));
    const profile = mailProfiles.find((name) => file.startsWith(`${name}-`)) ?? 'bulk';
    const loud = checks.flatMap((check) =>
      check
        .run(view, mailGiven({ profile }))
        .filter(({ outcome, consequence }) => outcome === 'fail' && consequence !== 'information')
        .map(({ message, consequence }) => `${file} ${check.id} ${message} (${consequence})`),
    );
    return { file, loud };
  });

  test('none is refused', () => {
    expect(said.flatMap(({ loud }) => loud).filter((text) => text.includes('(refused)'))).toEqual([]);
  });

  test('at least 95 % have nothing above information', () => {
    const clean = said.filter(({ loud }) => loud.length === 0).length;
    expect({ share: clean / files.length >= 0.95, loud: said.flatMap(({ loud }) => loud) }).toMatchObject({
      share: true,
    });
  });
});
