/** What the programs call themselves whose logs are read. */

const NAMES: Readonly<Record<string, string>> = {
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
  nginx: 'nginx',
};

/** 'Postfix' of 'postfix'; one that has no other name as it is. */
export const softwareName = (format: string): string => NAMES[format] ?? format;
