import { describe, expect, test } from 'vitest';
import { serviceUnit, type UnitGiven } from './service-unit.ts';

const given: UnitGiven = {
  command: ['/usr/bin/node', '/usr/lib/node_modules/waypost/dist/bin/waypost.js'],
  config: '/etc/waypost/waypost.toml',
  data: '/var/lib/waypost',
  port: 8550,
  version: '9.9.9',
};

const lines = (more: Partial<UnitGiven> = {}) => serviceUnit({ ...given, ...more }).split('\n');

describe('the systemd unit', () => {
  test('starts the server with its configuration and data', () => {
    expect(lines()).toContain(
      'ExecStart=/usr/bin/node /usr/lib/node_modules/waypost/dist/bin/waypost.js serve --config /etc/waypost/waypost.toml --data /var/lib/waypost',
    );
  });

  test.each<[what: string, more: Partial<UnitGiven>, has: readonly string[], lacks: readonly string[]]>([
    [
      'systemd makes user and folder',
      {},
      ['DynamicUser=yes', 'StateDirectory=waypost', 'ProtectHome=yes'],
      [],
    ],
    ['a user that is there', { user: 'mail' }, ['User=mail', 'StateDirectory=waypost'], ['DynamicUser=yes']],
    ['a folder elsewhere', { data: '/srv/w' }, ['ReadWritePaths=/srv/w'], ['StateDirectory=waypost']],
    ['a folder that climbs', { data: '/var/lib/../w' }, ['DynamicUser=yes'], ['StateDirectory=../w']],
    ['a port for all', {}, ['CapabilityBoundingSet=', 'AmbientCapabilities=', 'PrivateUsers=yes'], []],
    [
      'a port for root',
      { port: 443 },
      ['AmbientCapabilities=CAP_NET_BIND_SERVICE', 'PrivateUsers=no'],
      ['AmbientCapabilities='],
    ],
    [
      'a program at home',
      { command: ['/home/ann/waypost/waypost'] },
      ['ProtectHome=read-only'],
      ['ProtectHome=yes'],
    ],
  ])('%s', (_, more, has, lacks) => {
    const unit = lines(more);
    expect(unit).toEqual(expect.arrayContaining([...has]));
    expect(unit.filter((line) => lacks.includes(line))).toEqual([]);
  });

  test.each([
    ['/opt/way post/waypost', '"/opt/way post/waypost"'],
    ['/opt/100%/w', '/opt/100%%/w'],
    ['/opt/$HOME/w', '/opt/$$HOME/w'],
    ['/opt/a"b', '"/opt/a\\"b"'],
  ])('%s is written as %s', (program, written) => {
    expect(lines({ command: [program] })).toContain(
      `ExecStart=${written} serve --config /etc/waypost/waypost.toml --data /var/lib/waypost`,
    );
  });
});
