/** The unit of `waypost service` before systemd's own analyser: nothing it complains of, and little that stands open. */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { clear, runCommand, tempFolder } from './server.ts';

const folder = tempFolder();
afterAll(() => clear(folder));

const isMissing = spawnSync('systemd-analyze', ['--version']).status !== 0;
if (isMissing) console.warn('the systemd unit is not analysed: systemd-analyze is not installed');

const analyse = (...args: readonly string[]): string =>
  execFileSync('systemd-analyze', [...args, join(folder, 'waypost.service')], {
    encoding: 'utf8',
    env: { ...process.env, SYSTEMD_COLORS: '0', SYSTEMD_EMOJI: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

describe.skipIf(isMissing)('the systemd unit', () => {
  test.each<[what: string, exposure: number, args: readonly string[], config: string]>([
    ['by default', 1.1, [], ''],
    ['at a port for root', 1.4, [], 'listen = "127.0.0.1:443"'],
    ['under a user that is there', 1.1, ['--user', 'mail', '--data', '/srv/waypost'], ''],
  ])('%s: verified, exposed at most %d', async (_, exposure, args, config) => {
    writeFileSync(join(folder, 'waypost.toml'), config);
    const { code, stdout } = await runCommand(['service', ...args], folder);
    expect(code).toBe(0);
    writeFileSync(join(folder, 'waypost.service'), stdout);
    const verified = spawnSync('systemd-analyze', ['verify', join(folder, 'waypost.service')], {
      encoding: 'utf8',
    });
    expect([verified.status, verified.stdout, verified.stderr]).toEqual([0, '', '']);
    const said = analyse('security', '--offline=yes', '--no-pager');
    expect(Number(/Overall exposure level .*: (\d+\.\d)/.exec(said)?.[1])).toBeLessThanOrEqual(exposure);
  });
});
