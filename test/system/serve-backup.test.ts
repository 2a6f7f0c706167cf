/** Backup while the server runs, restore while it does not, and the way in for somebody locked out. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, clear, password, runCommand, type ServeRun, setUp, startServe, tempFolder } from './server.ts';

const folder = tempFolder();
const data = join(folder, 'waypost-data');
const copy = join(folder, 'copy.db');
afterAll(() => clear(folder));

const signIn = (run: ServeRun, email: string, word: string): Promise<Response> =>
  ask(run, '', 'POST', '/session', { email, password: word });

describe('while the server runs', () => {
  let run: ServeRun;
  beforeAll(async () => {
    run = await startServe(folder);
    const cookie = await setUp(run);
    const asked = await ask(run, cookie, 'POST', '/explain', {
      input: '550 5.1.1 User unknown',
      options: { offline: true },
    });
    expect(asked.status).toBe(200);
  });
  afterAll(async () => {
    expect(await run.stop()).toBe(0);
  });

  test('backup writes a copy with its key, for the owner alone', async () => {
    const { code, stderr } = await runCommand(['backup', 'copy.db'], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect([copy, `${copy}.key`].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
    expect(readFileSync(`${copy}.key`).equals(readFileSync(join(data, 'secret.key')))).toBe(true);
  });

  test('backup overwrites nothing', async () => {
    const before = readFileSync(copy);
    expect((await runCommand(['backup', 'copy.db'], folder)).code).toBe(1);
    expect(readFileSync(copy).equals(before)).toBe(true);
  });

  test('--no-key leaves the key out', async () => {
    expect((await runCommand(['backup', 'bare.db', '--no-key'], folder)).code).toBe(0);
    expect([existsSync(join(folder, 'bare.db')), existsSync(join(folder, 'bare.db.key'))]).toEqual([
      true,
      false,
    ]);
  });

  test.each([
    ['restore', ['restore', 'copy.db', '--replace']],
    ['user list', ['user', 'list']],
  ])('%s refuses and names the process', async (_, args) => {
    const { code, stderr } = await runCommand(args, folder);
    expect([code, stderr.includes(`process ${run.child.pid}`)]).toEqual([1, true]);
  });
});

describe('while it does not run', () => {
  test('restore asks before it takes the place of a database', async () => {
    const { code, stderr } = await runCommand(['restore', 'copy.db'], folder);
    expect([code, stderr.includes('--replace')]).toEqual([1, true]);
  });

  test('restore brings back what was backed up, and sets aside what was there', async () => {
    const email = 'later@example.org';
    expect((await runCommand(['user', 'add', email], folder, `${password}\n`)).code).toBe(0);
    const { code, stderr } = await runCommand(['restore', 'copy.db', '--replace'], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(data).some((name) => name.startsWith('waypost-replaced-'))).toBe(true);
    const listed = await runCommand(['user', 'list'], folder);
    expect(listed.stdout).toContain('ann@example.org');
    expect(listed.stdout).not.toContain(email);
  });

  test('restore into an empty folder brings the key along', async () => {
    const other = join(folder, 'other');
    expect((await runCommand(['restore', 'copy.db', '--data', other], folder)).code).toBe(0);
    const run = await startServe(folder, ['--listen', '127.0.0.1:0', '--data', other]);
    expect((await signIn(run, 'ann@example.org', password)).status).toBe(200);
    expect(await run.stop()).toBe(0);
  });

  test.each([
    ['no file', 'none.db', undefined],
    ['no database', 'text.db', 'not a database, but long enough to be looked into\n'.repeat(100)],
  ])('%s is no backup', async (_, name, content) => {
    if (content !== undefined) writeFileSync(join(folder, name), content);
    mkdirSync(join(folder, 'third'), { recursive: true });
    expect((await runCommand(['restore', name, '--data', 'third'], folder)).code).toBe(1);
    expect(existsSync(join(folder, 'third/waypost.db'))).toBe(false);
  });

  test('the first person must be an administrator', async () => {
    const args = ['user', 'add', 'bob@example.org', '--data', 'fresh'];
    expect((await runCommand([...args, '--role', 'viewer'], folder, `${password}\n`)).code).toBe(1);
    expect((await runCommand(args, folder, `${password}\n`)).code).toBe(0);
  });

  test('reset-password lets somebody in again, and is in the log of changes', async () => {
    const changed = await runCommand(
      ['user', 'reset-password', 'Ann@example.org'],
      folder,
      'another-horse-7-battery\n',
    );
    expect({ code: changed.code, stderr: changed.stderr }).toEqual({ code: 0, stderr: '' });
    const run = await startServe(folder);
    expect((await signIn(run, 'ann@example.org', password)).status).toBe(401);
    const signedIn = await signIn(run, 'ann@example.org', 'another-horse-7-battery');
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ');
    const log = (await (await ask(run, cookie, 'GET', '/audit-log')).json()) as {
      readonly items: readonly { readonly actor: { readonly kind: string; readonly name: string } }[];
    };
    expect(log.items.map(({ actor }) => actor)).toContainEqual({
      kind: 'command',
      name: expect.stringMatching(/^waypost user \(/),
    });
    expect(await run.stop()).toBe(0);
  });

  test.each([
    ['somebody who is there', ['user', 'add', 'ann@example.org'], `${password}\n`],
    ['a weak password', ['user', 'add', 'bob@example.org'], 'short\n'],
    ['no password', ['user', 'add', 'bob@example.org'], ''],
    ['nobody of that name', ['user', 'reset-password', 'bob@example.org'], `${password}\n`],
  ])('%s is refused', async (_, args, input) => {
    expect((await runCommand(args, folder, input)).code).toBe(1);
  });
});
