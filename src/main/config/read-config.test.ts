import { describe, expect, test } from 'vitest';
import { type ConfigRead, readConfig } from './read-config.ts';

function read(
  text: string | undefined,
  environment: Readonly<Record<string, string>> = {},
  options: Readonly<Record<string, string>> = {},
): ConfigRead {
  return readConfig({
    ...(text !== undefined && { file: { path: 'etc/waypost.toml', text } }),
    environment,
    options,
    workingFolder: '/work',
  });
}

const faultsOf = (result: ConfigRead) => (result.ok ? [] : result.faults);

describe('what is wrong is told with its place, what stands there and what to write', () => {
  test.each<[what: string, text: string, fault: Readonly<Record<string, unknown>>]>([
    ['no TOML', 'listen = 127.0.0.1:8550\n', { code: 'toml-syntax', place: 'etc/waypost.toml:1' }],
    ['a text not closed', '# x\ndata = "a\n', { code: 'toml-syntax', place: 'etc/waypost.toml:2' }],
    [
      'a text not closed, as it is told',
      'data = "ä\nlanguage = "de"\n',
      {
        place: 'etc/waypost.toml:1',
        message: 'this is no TOML (the closing quote is missing, column 10).',
      },
    ],
    ['a text in single quotes not closed', "data = 'a", { message: expect.stringMatching(/closing quote/) }],
    [
      'a tab in a text is none of it',
      'data = "a\u0001b"',
      { message: expect.stringMatching(/control char/) },
    ],
    [
      'a number that TOML cannot hold',
      'x = 9223372036854775807',
      { message: expect.stringMatching(/too large/) },
    ],
    ['a key twice', 'data = "a"\ndata = "b"\n', { code: 'toml-syntax', place: 'etc/waypost.toml:2' }],
    [
      'a number for a text',
      '\nlisten = 8550\n',
      {
        code: 'wrong-value',
        place: 'etc/waypost.toml:2',
        key: 'listen',
        found: '8550',
        instead: 'listen = "127.0.0.1:8550"',
      },
    ],
    ['no port', 'listen = "127.0.0.1"', { key: 'listen', message: 'it names no port.' }],
    ['a port too high', 'listen = "127.0.0.1:65536"', { message: 'the port is no number from 0 to 65535.' }],
    ['IPv6 without brackets', 'listen = "::1:8550"', { message: 'an IPv6 address stands in brackets.' }],
    ['a name to listen at', 'listen = "mail.example.org:80"', { key: 'listen', code: 'wrong-value' }],
    ['no address to listen at', 'listen = ":8550"', { message: 'it names no address.' }],
    ['an origin with a path', 'origin = "https://example.org/waypost"', { key: 'origin' }],
    ['an origin without scheme', 'origin = "example.org"', { key: 'origin' }],
    ['an origin of another scheme', 'origin = "ftp://example.org"', { key: 'origin' }],
    ['an origin with a password', 'origin = "https://a:b@example.org"', { key: 'origin' }],
    [
      'a flag as a text',
      'public_ask = "yes"',
      { message: 'true or false is wanted.', instead: 'public_ask = true' },
    ],
    [
      'a language without catalogue',
      'language = "fr"',
      { found: '"fr"', message: 'one of "en", "de" is wanted.' },
    ],
    ['a fraction', '[retention]\nreport_days = 1.5', { place: 'etc/waypost.toml:2', found: '1.5' }],
    ['less than nothing', '[retention]\nreport_days = -1', { message: 'it is less than 0.' }],
    ['much too much', '[limits]\njobs = 1e99', { message: 'it is more than 64.' }],
    ['endless', '[limits]\njobs = inf', { key: 'limits.jobs' }],
    [
      'all of IPv4 as proxies',
      '[proxy]\ntrusted = ["0.0.0.0/0"]',
      { key: 'proxy.trusted', instead: 'trusted = ["127.0.0.1", "::1"]' },
    ],
    [
      'all of IPv6 as proxies',
      '[proxy]\ntrusted = ["192.0.2.1", "::/0"]',
      { key: 'proxy.trusted', place: 'etc/waypost.toml:2' },
    ],
    ['the public half of IPv6 as proxies', '[proxy]\ntrusted = ["2000::/3"]', { key: 'proxy.trusted' }],
    ['too much', '[limits]\njobs = 65', { message: 'it is more than 64.' }],
    ['a line end in a path', 'data = "a\\nb"', { key: 'data', message: expect.stringContaining('line end') }],
    ['an empty path', 'data = ""', { message: 'it is empty.' }],
    [
      'a text for a list',
      '[proxy]\ntrusted = "10.0.0.0/8"',
      { message: 'a list of texts is wanted.', instead: 'trusted = ["127.0.0.1", "::1"]' },
    ],
    [
      'a network that is none',
      '[proxy]\ntrusted = [\n  "10.0.0.0/33",\n]',
      {
        place: 'etc/waypost.toml:2',
        key: 'proxy.trusted',
        message: "'10.0.0.0/33' is neither an IP address nor a network.",
      },
    ],
    ['a level that is none', '[log]\nlevel = "loud"', { key: 'log.level' }],
    [
      'a table as a value',
      'tls = "cert.pem"',
      { key: 'tls', code: 'wrong-value', place: 'etc/waypost.toml:1' },
    ],
    [
      'a certificate without its key',
      '[tls]\n\ncert = "a.pem"',
      {
        code: 'missing-partner',
        place: 'etc/waypost.toml:3',
        key: 'tls.cert',
        message: expect.stringContaining('tls.key'),
      },
    ],
    ['a key without its certificate', '[tls]\nkey = "a.pem"', { code: 'missing-partner', key: 'tls.key' }],
  ])('%s', (_, text, fault) => {
    expect(faultsOf(read(text))).toEqual([expect.objectContaining(fault)]);
  });

  test.each<[text: string, place: string, instead: string]>([
    ['lisen = "127.0.0.1:1"', 'etc/waypost.toml:1', 'listen'],
    ['public-ask = true', 'etc/waypost.toml:1', 'public_ask'],
    [
      '[tls]\ncert = "a"\nkey = "b"\npublic_ask = true',
      'etc/waypost.toml:4',
      'public_ask at the beginning of the file, above every [table]',
    ],
    ['cert = "a"', 'etc/waypost.toml:1', 'cert in [tls]'],
    ['[proxy]\ntrustd = []', 'etc/waypost.toml:2', 'trusted in [proxy]'],
    ['log = { levl = "info" }', 'etc/waypost.toml:1', 'level in [log]'],
    ['[proxi]\ntrusted = []', 'etc/waypost.toml:1', '[proxy]'],
    ['colour = "blue"', 'etc/waypost.toml:1', 'a key of docs/configuration.md, or take the line out'],
  ])('an unknown key is refused with the one that was meant: %j', (text, place, instead) => {
    expect(faultsOf(read(text))).toEqual([expect.objectContaining({ place, instead })]);
  });

  test('all faults are told, in the order of their lines', () => {
    const text = 'language = "xx"\nlisten = "x"\n[retention]\nreport_days = "a"\nnone = 1\n';
    const places = faultsOf(read(text, { WAYPOST_LOG_LEVEL: 'x' })).map(({ place }) => place);
    expect(places).toEqual([
      ...[1, 2, 4, 5].map((line) => `etc/waypost.toml:${line}`),
      'WAYPOST_LOG_LEVEL in the environment',
    ]);
  });

  test.each([
    [{ WAYPOST_LISTEN: 'x' }, {}, 'WAYPOST_LISTEN in the environment', 'WAYPOST_LISTEN=127.0.0.1:8550'],
    [{ WAYPOST_PUBLIC_ASK: 'yes' }, {}, 'WAYPOST_PUBLIC_ASK in the environment', 'WAYPOST_PUBLIC_ASK=true'],
    [{ WAYPOST_LIMITS_JOBS: 'two' }, {}, 'WAYPOST_LIMITS_JOBS in the environment', 'WAYPOST_LIMITS_JOBS=3'],
    [
      { WAYPOST_PROXY_TRUSTED: 'x' },
      {},
      'WAYPOST_PROXY_TRUSTED in the environment',
      'WAYPOST_PROXY_TRUSTED=127.0.0.1,::1',
    ],
    [{}, { listen: '127.0.0.1' }, '--listen', '--listen 127.0.0.1:8550'],
  ])('faults of the environment and of options name them: %j %j', (environment, options, place, instead) => {
    expect(faultsOf(read('', environment, options))).toEqual([expect.objectContaining({ place, instead })]);
  });
});

describe('what holds', () => {
  const config = (...given: Parameters<typeof read>) => {
    const result = read(...given);
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    return result.config;
  };

  test('without anything: loopback, a folder beside, nothing public', () => {
    const { listen, data, public_ask, allow_plain_http, tls, proxy } = config(undefined);
    expect({ listen, data, public_ask, allow_plain_http, tls, proxy }).toEqual({
      listen: { host: '127.0.0.1', port: 8550 },
      data: '/work/waypost-data',
      public_ask: false,
      allow_plain_http: false,
      tls: {},
      proxy: { trusted: [] },
    });
  });

  test('an option goes before the environment, that before the file; each tells its origin', () => {
    const read = config(
      'listen = "127.0.0.1:1"\nlanguage = "de"\n[log]\nlevel = "debug"\n',
      { WAYPOST_LISTEN: '127.0.0.1:2', WAYPOST_LANGUAGE: 'en' },
      { listen: '127.0.0.1:3' },
    );
    expect([read.listen.port, read.language, read.log.level]).toEqual([3, 'en', 'debug']);
    expect(['listen', 'language', 'log.level', 'data'].map((key) => read.origins.get(key))).toEqual([
      { kind: 'option', place: '--listen' },
      { kind: 'environment', place: 'WAYPOST_LANGUAGE in the environment' },
      { kind: 'file', place: 'etc/waypost.toml:4' },
      { kind: 'default', place: '' },
    ]);
  });

  test.each([
    ['data = "d"', {}, '/work/etc/d'],
    ['', {}, '/work/etc/waypost-data'],
    ['data = "/srv/d"', {}, '/srv/d'],
    ['data = "d"', { WAYPOST_DATA: 'e' }, '/work/e'],
  ])('a path begins at the folder of what names it: %j %j', (text, environment, data) => {
    expect(config(text, environment).data).toBe(data);
  });

  test('a list of the environment is parted by commas', () => {
    const { proxy } = config('', { WAYPOST_PROXY_TRUSTED: '192.0.2.1, 2001:db8::/32' });
    expect(proxy.trusted.map(({ text, bits }) => [text, bits])).toEqual([
      ['192.0.2.1', 32],
      ['2001:db8::/32', 32],
    ]);
  });

  test('an empty name of the environment sets nothing', () => {
    expect(config('', { WAYPOST_LISTEN: '' }).listen.port).toBe(8550);
  });

  test('a name of the environment that is nearly one is told', () => {
    const read = readConfig({ environment: { WAYPOST_LISTN: 'x', WAYPOST_DEBUG: '1' }, workingFolder: '/' });
    expect(read.ok && read.warnings.map(({ message }) => message)).toEqual([
      'WAYPOST_LISTN in the environment is not used; WAYPOST_LISTEN would be.',
      expect.stringMatching(/^WAYPOST_DEBUG in the environment .* sets nothing/),
    ]);
  });

  test('a strange name is told beside faults, too, and its control characters are not written', () => {
    const read = readConfig({
      environment: { WAYPOST_LISTN: 'x', 'WAYPOST_\u001b[31m': '1', WAYPOST_LISTEN: 'y' },
      workingFolder: '/',
    });
    const told = read.warnings.map(({ message, data }) => `${message} ${data?.['name']}`);
    expect([read.ok, told.length, told.join('').includes('\u001b')]).toEqual([false, 2, false]);
  });

  test.each([
    'WAYPOST_CONFIG',
    'WAYPOST_SERVER',
    'WAYPOST_TOKEN',
    'WAYPOST_SERVICE_HOST',
    'WAYPOST_SERVICE_PORT_HTTP',
    'WAYPOST_PORT_8550_TCP_ADDR',
    'WAYPOST_PORT',
    'OTHER_LISTEN',
  ])('%s is told by nobody', (name) => {
    expect(readConfig({ environment: { [name]: 'x' }, workingFolder: '/' }).warnings).toEqual([]);
  });

  test.each(['10.0.0.0/8', 'fc00::/7', '192.0.2.1', '::1'])('%s may be a proxy', (text) => {
    expect(config(`[proxy]\ntrusted = ["${text}"]`).proxy.trusted[0]?.text).toBe(text);
  });
});
