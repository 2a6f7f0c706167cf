/** What the programs call themselves whose logs are read. */
import type { LogFormat } from './types.ts';

const NAMES = {
  postfix: 'Postfix',
  exim: 'Exim',
  sendmail: 'sendmail',
  opensmtpd: 'OpenSMTPD',
  exchange: 'Exchange',
  qmail: 'qmail',
  haraka: 'Haraka',
  stalwart: 'Stalwart',
  maddy: 'maddy',
  dovecot: 'Dovecot',
  procmail: 'procmail',
  maildrop: 'maildrop',
  amavis: 'amavis',
  nginx: 'nginx',
} as const satisfies Record<LogFormat, string>;

const BY_FORMAT: ReadonlyMap<string, string> = new Map(Object.entries(NAMES));

/** 'Postfix' of 'postfix'; what is no format of a log as it is. */
export const softwareName = (format: string): string => BY_FORMAT.get(format) ?? format;
