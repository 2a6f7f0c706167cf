/** The Dockerfile without Docker: what it copies is there and let in, the container is no root, its health check is true. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/main/config/read-config.ts';
import { projectRoot } from './source-files.ts';

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** Instructions with their continued lines joined (Dockerfile reference, "Format"). */
function instructionsOf(text: string): readonly Instruction[] {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n');
  return lines.map((line) => {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    return { name, rest };
  });
}

const all = instructionsOf(readFileSync(join(projectRoot, 'Dockerfile'), 'utf8'));
const restsOf = (name: string): readonly string[] =>
  all.filter((one) => one.name === name).map(({ rest }) => rest);
const copied = restsOf('COPY')
  .filter((rest) => !rest.startsWith('--from='))
  .flatMap((rest) => rest.split(/\s+/).slice(0, -1));
const ignored = readFileSync(join(projectRoot, '.dockerignore'), 'utf8').split('\n');

describe('Dockerfile', () => {
  test('every line is an instruction that Docker knows', () => {
    const known = [
      'FROM',
      'WORKDIR',
      'COPY',
      'RUN',
      'LABEL',
      'ENV',
      'USER',
      'VOLUME',
      'EXPOSE',
      'HEALTHCHECK',
      'STOPSIGNAL',
      'ENTRYPOINT',
      'CMD',
    ];
    expect(all.filter(({ name }) => !known.includes(name))).toEqual([]);
  });

  test.each(copied)('%s is there, and .dockerignore lets it in', (path) => {
    expect(existsSync(join(projectRoot, path))).toBe(true);
    expect(ignored).toContain(`!${path}`);
  });

  test('everything else stays out', () => {
    expect(ignored.find((line) => line !== '' && !line.startsWith('#'))).toBe('*');
    expect(
      ignored
        .filter((line) => line.startsWith('!'))
        .map((line) => line.slice(1))
        .sort(),
    ).toEqual([...copied].sort());
  });

  test('both stages run the Node of package.json’s engines', () => {
    expect(restsOf('FROM').map((rest) => /^node:(\d+)-/.exec(rest)?.[1])).toEqual(['24', '24']);
  });

  test('the last stage is no root, has its data in a volume, and copies only what was built', () => {
    const last = all.slice(all.findLastIndex(({ name }) => name === 'FROM'));
    const of = (name: string) => last.filter((one) => one.name === name).map(({ rest }) => rest);
    expect(of('USER')).toEqual(['1000:1000']);
    expect(of('VOLUME')).toEqual(['/data']);
    expect(of('COPY').every((rest) => rest.startsWith('--from=build /build/'))).toBe(true);
    expect(last.findIndex(({ name }) => name === 'USER')).toBeLessThan(
      last.findIndex(({ name }) => name === 'ENTRYPOINT'),
    );
  });

  test('its environment is a configuration in order', () => {
    const environment = Object.fromEntries(
      [...(restsOf('ENV')[0] ?? '').matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
    const read = readConfig({ environment, workingFolder: '/' });
    expect(read.ok && [read.config.data, read.config.listen.host, read.warnings]).toEqual([
      '/data',
      '0.0.0.0',
      [],
    ]);
    expect(restsOf('EXPOSE')).toEqual([read.ok ? String(read.config.listen.port) : '']);
  });

  test('the health check is true to what /healthz answers', async () => {
    const command = JSON.parse(
      /CMD (\[.*\])$/.exec(restsOf('HEALTHCHECK')[0] ?? '')?.[1] ?? '[]',
    ) as string[];
    let status = 200;
    const server = createServer((_, response) => {
      response.statusCode = status;
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const check = (): Promise<boolean> =>
      promisify(execFile)(process.execPath, command.slice(1), {
        env: { WAYPOST_LISTEN: `0.0.0.0:${port}` },
      }).then(
        () => true,
        () => false,
      );
    expect(await check()).toBe(true);
    status = 503;
    expect(await check()).toBe(false);
    server.close();
    expect(await check()).toBe(false);
  });

  test('the shell lines are sound', () => {
    for (const line of restsOf('RUN')) expect(spawnSync('sh', ['-n', '-c', line]).status).toBe(0);
  });
});
