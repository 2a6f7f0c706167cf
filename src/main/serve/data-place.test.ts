import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { giveCommand, prepareDataFolder } from './data-place.ts';

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-place-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the data folder before a start', () => {
  test('is made where it is missing, and taken as it is the second time', () => {
    const folder = join(tempFolder(), 'a/b');
    expect(prepareDataFolder(folder)).toEqual({ ok: true, value: { isNew: true, wasOpen: false } });
    expect(prepareDataFolder(folder)).toEqual({ ok: true, value: { isNew: false, wasOpen: false } });
  });

  test('open to others and of ours: it is closed, and that is said', () => {
    const folder = tempFolder();
    chmodSync(folder, 0o777);
    expect(prepareDataFolder(folder)).toEqual({ ok: true, value: { isNew: false, wasOpen: true } });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('open to others and full of other things: refused, and left as it is', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'index.html'), '');
    chmodSync(folder, 0o755);
    expect(prepareDataFolder(folder)).toMatchObject({ ok: false, problem: { code: 'folder-open' } });
    expect(statSync(folder).mode & 0o777).toBe(0o755);
  });

  test.skipIf(process.platform !== 'linux')('where the system takes no folders: told at once', () => {
    expect(prepareDataFolder('/proc/waypost')).toMatchObject({
      ok: false,
      problem: { code: 'data-no-folder' },
    });
  });

  test('the command that helps is one command of words a shell takes', () => {
    expect(giveCommand('/srv/a b', '65534')).toBe("install -d -o 65534 -m 700 '/srv/a b'");
  });
});
