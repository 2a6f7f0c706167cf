/**
 * The schema of waypost.toml: every key with its value, its default and its words. The reader, the reference page
 * (docs/configuration.md), the file that `waypost init` writes and the names of the environment are made from it.
 */
import { z } from 'zod';
import { isOneLine, NOT_ONE_LINE } from '../../base/one-line.ts';
import { dnsServer, listenAddress, networks, proxyNetworks, webOrigin, wholeNumber } from './values.ts';

/** How a value is written: what an environment variable holds is read by it. */
export type ValueForm = 'text' | 'number' | 'flag' | 'list';

/** What is said of a key. */
export interface KeyWords {
  readonly form: ValueForm;
  /** What it does: sentences. */
  readonly says: string;
  /** An example of a good value as TOML: 'write instead'. */
  readonly write: string;
  /** Takes effect at SIGHUP, without a restart. */
  readonly isReloaded?: boolean;
  /** What holds where it is not set and the schema has no default. */
  readonly without?: string;
}

const words = z.registry<KeyWords>();

function key<S extends z.ZodType>(schema: S, about: KeyWords): S {
  words.add(schema, about);
  return schema;
}

const days = wholeNumber(0, 3650);
const path = z
  .string()
  .min(1)
  .max(1000)
  .refine(isOneLine, {
    error: NOT_ONE_LINE,
    params: { code: 'not-one-line' },
  });

/**
 * 8025 is what Mailpit and MailHog listen at, on the very machines of people who look into mail; 8550 (from 550) is assigned to
 * nothing (IANA Service Name and Transport Protocol Port Number Registry).
 */
const DEFAULT_LISTEN = '127.0.0.1:8550';

const tls = z.strictObject({
  cert: key(path.optional(), {
    form: 'text',
    says: 'The certificate and its chain (PEM). With it HTTPS is spoken. Read again at SIGHUP.',
    write: '"/etc/waypost/tls/fullchain.pem"',
    isReloaded: true,
    without: 'plain HTTP',
  }),
  key: key(path.optional(), {
    form: 'text',
    says: 'The private key of the certificate (PEM, without a passphrase), readable by Waypost alone.',
    write: '"/etc/waypost/tls/privkey.pem"',
    isReloaded: true,
    without: 'plain HTTP',
  }),
});

const proxy = z.strictObject({
  trusted: key(proxyNetworks.default([]), {
    form: 'list',
    says: 'Proxies in front of Waypost: addresses or networks. Only from these are X-Forwarded-For and X-Forwarded-Proto believed, so name no network that others are in, too.',
    write: '["127.0.0.1", "::1"]',
    isReloaded: true,
  }),
});

const publicAsk = z.strictObject({
  per_hour: key(wholeNumber(1, 10_000).default(30), {
    form: 'number',
    says: 'Questions that one address (IPv6: one /64) may ask on the public page in an hour. What is set on the page Settings goes before it.',
    write: '30',
  }),
  lookups: key(z.boolean().default(true), {
    form: 'flag',
    says: 'Whether DNS is asked for questions of the public page; false: the words alone are judged.',
    write: 'true',
  }),
});

const retention = z.strictObject({
  report_days: key(days.default(365), {
    form: 'number',
    says: 'Reports older than so many days are thrown away. 0 keeps them. What is set on the page Settings goes before the file; so for the two below.',
    write: '365',
    isReloaded: true,
  }),
  history_days: key(days.default(730), {
    form: 'number',
    says: 'The history of findings, listings and closed alerts: so many days. 0 keeps it.',
    write: '730',
    isReloaded: true,
  }),
  audit_log_days: key(days.default(730), {
    form: 'number',
    says: 'The log of who changed what: so many days. 0 keeps it.',
    write: '730',
    isReloaded: true,
  }),
});

/** Least first. */
const logLevels = ['debug', 'info', 'warning', 'error'] as const;

const log = z.strictObject({
  level: key(z.enum(logLevels).default('info'), {
    form: 'text',
    says: 'The least that is logged: "debug", "info", "warning" or "error". Requests are logged at info.',
    write: '"info"',
    isReloaded: true,
  }),
  form: key(z.enum(['text', 'json']).default('text'), {
    form: 'text',
    says: '"text", a line for people, or "json", an object a line for programs. Written to standard error.',
    write: '"json"',
    isReloaded: true,
  }),
});

const metrics = z.strictObject({
  enabled: key(z.boolean().default(true), {
    form: 'flag',
    says: 'Whether /metrics (Prometheus) is served.',
    write: 'true',
    isReloaded: true,
  }),
  allowed: key(networks.default([]), {
    form: 'list',
    says: 'Networks that may read /metrics without a token, besides this machine itself where no proxy is trusted. Others need a token with the scope metrics.',
    write: '["192.0.2.0/24"]',
    isReloaded: true,
  }),
});

const limits = z.strictObject({
  connections: key(wholeNumber(10, 100_000).default(1000), {
    form: 'number',
    says: 'Connections at once; more are closed at once.',
    write: '1000',
    isReloaded: true,
  }),
  jobs: key(wholeNumber(1, 64).default(3), {
    form: 'number',
    says: 'Jobs (audits, checks of many) that run at once.',
    write: '3',
  }),
});

/** waypost.toml as a whole. */
export const configSchema = z.strictObject({
  listen: key(listenAddress.prefault(DEFAULT_LISTEN), {
    form: 'text',
    says: 'Address and port to listen at. IPv6 in brackets: "[::1]:8550"; every address: "0.0.0.0:8550" or "[::]:8550".',
    write: '"127.0.0.1:8550"',
  }),
  allow_plain_http: key(z.boolean().default(false), {
    form: 'flag',
    says: 'Without TLS only this machine and trusted proxies are answered, and listening at an address that others reach is refused where no proxy is trusted, unless this is true: passwords would cross the network readable by all.',
    write: 'false',
  }),
  origin: key(webOrigin.optional(), {
    form: 'text',
    says: 'What people type to reach Waypost: links in alerts and share links begin with it, and browsers are answered under this name, under IP addresses and localhost alone.',
    write: '"https://waypost.example.org"',
    isReloaded: true,
    without: 'the address listened at',
  }),
  data: key(path.default('waypost-data'), {
    form: 'text',
    says: 'The folder of the database and the keys. Relative paths begin at the folder of waypost.toml, without one at the folder Waypost is started in.',
    write: '"/var/lib/waypost"',
  }),
  language: key(z.enum(['en', 'de']).default('en'), {
    form: 'text',
    says: 'Language of alerts, of the public page and of new people: "en" or "de".',
    write: '"en"',
    isReloaded: true,
  }),
  resolver: key(dnsServer.optional(), {
    form: 'text',
    says: 'DNS server to ask instead of the system’s: host:port. What is set on the page Settings goes before it.',
    write: '"127.0.0.1:53"',
    isReloaded: true,
    without: 'the system’s resolvers',
  }),
  public_ask: key(z.boolean().default(false), {
    form: 'flag',
    says: 'The Ask page without login, for one’s own customers: limited by [public], nothing is stored unless they ask. The resolver should be an outer one: an inner one knows names that strangers should not.',
    write: 'true',
    isReloaded: true,
  }),
  tls: tls.prefault({}),
  proxy: proxy.prefault({}),
  public: publicAsk.prefault({}),
  retention: retention.prefault({}),
  log: log.prefault({}),
  metrics: metrics.prefault({}),
  limits: limits.prefault({}),
});

/** What the schema gives: defaults filled in, texts read. Paths are as they were written. */
export type RawConfig = z.output<typeof configSchema>;

/** One key of the file. */
export interface ConfigKey extends KeyWords {
  /** 'tls.cert'. */
  readonly name: string;
  /** 'WAYPOST_TLS_CERT'. */
  readonly environment: string;
  /** As TOML; undefined where there is none. */
  readonly byDefault?: string;
}

/** What each table is for. */
export const tableWords: Readonly<Record<string, string>> = {
  tls: 'HTTPS by files. Behind a proxy that speaks HTTPS leave it out.',
  proxy: 'A proxy in front: nginx, Caddy, HAProxy.',
  public: 'Limits of the public page.',
  retention: 'What is thrown away when.',
  log: 'Logs. They hold no bodies, passwords, tokens, cookies or mail.',
  metrics: 'Figures for Prometheus.',
  limits: 'How much at once.',
};

const environmentName = (name: string): string => `WAYPOST_${name.replaceAll('.', '_').toUpperCase()}`;

function keysOf(schema: z.ZodObject, prefix: string): readonly ConfigKey[] {
  return Object.entries(schema.shape).flatMap(([name, field]): readonly ConfigKey[] => {
    const inner = field instanceof z.ZodPrefault ? field.unwrap() : field;
    if (inner instanceof z.ZodObject) return keysOf(inner, `${prefix}${name}.`);
    const about = words.get(field);
    if (about === undefined) throw new Error(`${prefix}${name} has no words`);
    const isOptional = field instanceof z.ZodOptional;
    const standard: unknown =
      field instanceof z.ZodDefault || field instanceof z.ZodPrefault ? field.def.defaultValue : undefined;
    const full = `${prefix}${name}`;
    return [
      {
        ...about,
        name: full,
        environment: environmentName(full),
        ...(!isOptional && { byDefault: JSON.stringify(standard) }),
      },
    ];
  });
}

/** Every key, in the order of the schema. */
export const configKeys: readonly ConfigKey[] = keysOf(configSchema, '');
