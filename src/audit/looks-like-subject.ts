/** Is a text something to audit by its look: a domain, a host, an IP or an address, and no name of a mail file? */
import { isIP } from 'node:net';
import { once } from '../base/once.ts';

const nameLike = once(() => /^([\w+.-]{1,64}@)?([\p{L}\p{N}_-]{1,63}\.){1,20}[\p{L}\p{N}-]{2,63}\.?$/u);
const MAIL_FILE = /\.(eml|msg|mbox|log|txt|mail)$/i;

export function looksLikeSubject(text: string): boolean {
  return (nameLike().test(text) || isIP(text) !== 0) && !MAIL_FILE.test(text);
}
