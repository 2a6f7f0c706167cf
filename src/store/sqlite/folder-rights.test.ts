import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { closeFolder, rightsOf, shellWord } from './folder-rights.ts';
import { makeFolder } from './make-folder.ts';

const isRoot = process.getuid?.() === 0;

function folderOf(mode: number, names: readonly string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-rights-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of names) writeFileSync(join(folder, name), '');
  chmodSync(folder, mode);
  return folder;
}

const modeOf = (folder: string): string => (statSync(folder).mode & 0o777).toString(8);

describe('a data folder that others could use', () => {
  test.each([
    [0o700, [], 'closed', '700'],
    [0o777, [], 'open', '700'],
    [0o755, ['waypost.db', 'secret.key'], 'open', '700'],
    [0o770, ['waypost.db'], 'open', '700'],
    [0o777, ['index.html'], 'refused', '777'],
    [0o755, ['index.html'], 'refused', '755'],
    [0o700, ['index.html'], 'closed', '700'],
  ] as const)('%o with %j: %s, then %s', (mode, names, kind, after) => {
    const folder = folderOf(mode, names);
    expect(rightsOf(folder).kind).toBe(kind);
    const closed = closeFolder(folder);
    expect([closed.ok && closed.value.wasOpen, modeOf(folder)]).toEqual([kind === 'open', after]);
  });

  test('a link that somebody may have put in is told, and nothing is changed', () => {
    const folder = folderOf(0o777, ['waypost.db']);
    symlinkSync('/etc/hostname', join(folder, 'secret.key'));
    expect(closeFolder(folder)).toMatchObject({ ok: false, problem: { code: 'folder-open' } });
    expect(modeOf(folder)).toBe('777');
  });

  test.skipIf(!isRoot)('a file of another user is told, and nothing is changed', () => {
    const folder = folderOf(0o777, ['waypost.db', 'secret.key']);
    chownSync(join(folder, 'secret.key'), 12345, 12345);
    const closed = closeFolder(folder);
    expect(closed).toMatchObject({ ok: false, problem: { code: 'folder-open' } });
    expect(!closed.ok && closed.problem.message).toContain(join(folder, 'secret.key'));
    expect(modeOf(folder)).toBe('777');
  });

  test.each([
    ['/srv/waypost', '/srv/waypost'],
    ["/srv/it's here", "'/srv/it'\\''s here'"],
    ['/srv/$(x)', "'/srv/$(x)'"],
  ])('%s as a word of a command: %s', (path, word) => {
    expect(shellWord(path)).toBe(word);
  });
});

describe('making a folder', () => {
  test('makes all that are missing, for their owner alone, once', () => {
    const folder = join(folderOf(0o700), 'a/b/c');
    expect([makeFolder(folder), makeFolder(folder)]).toEqual([true, false]);
    expect([modeOf(folder), modeOf(join(folder, '..'))]).toEqual(['700', '700']);
  });

  test.each(['file', 'file/x', 'dangling', 'dangling/x'])('%s cannot be one', (name) => {
    const folder = folderOf(0o700, ['file']);
    symlinkSync(join(folder, 'none'), join(folder, 'dangling'));
    expect(() => makeFolder(join(folder, name))).toThrow(/ENOTDIR|EEXIST|ENOENT/);
  });

  test.skipIf(process.platform !== 'linux')(
    'ends where the system denies a folder below one that is there',
    () => {
      expect(() => makeFolder('/proc/waypost')).toThrow(/ENOENT|EACCES|EPERM/);
      expect(() => makeFolder('/proc/self/waypost/x')).toThrow(/ENOENT|EACCES|EPERM/);
    },
  );

  test('takes a long path in linear time', () => {
    expect(() => makeFolder(join(folderOf(0o700), 'x/'.repeat(3000)))).toThrow(/ENAMETOOLONG/);
  });

  test('a folder that is there is taken as it is', () => {
    const folder = folderOf(0o755);
    mkdirSync(join(folder, 'x'));
    expect(makeFolder(join(folder, 'x'))).toBe(false);
  });
});
