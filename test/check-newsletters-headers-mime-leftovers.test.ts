import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { headerChecks } from '../src/checks/message/headers/all.ts';
import { leftoverChecks } from '../src/checks/message/leftovers/all.ts';
import { mimeChecks } from '../src/checks/message/mime/all.ts';
import { run } from '../src/checks/message/testing.ts';
import { mailProfiles } from '../src/findings/message-check.ts';

const folder = join(import.meta.dirname, '../../shared/corpora/newsletters');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];

test.skipIf(files.length === 0)(
  `headers, parts and leftovers of good newsletters (${files.length === 0 ? '../shared is missing' : files.length}): nothing above information`,
  () => {
    const above: string[] = [];
    for (const name of files) {
      const raw = readFileSync(join(folder, name));
      const profile = mailProfiles.find((one) => name.startsWith(one)) ?? 'bulk';
      for (const check of [...headerChecks, ...mimeChecks, ...leftoverChecks])
        for (const { outcome, consequence, message } of run(check, raw, {
          profile,
          now: '2026-05-12T16:00:00.000Z',
        }))
          if (outcome === 'fail' && consequence !== 'information')
            above.push(`${name} ${check.id} ${message} (${consequence})`);
    }
    expect(above).toEqual([]);
  },
);
