/**
 * Test support: messages signed with DKIM (RFC 6376) by a small signer, and whether mailauth still verifies them. One key a run, no
 * DNS. The signer exists because mailauth's leaves out of h= what is not there: here a field may be signed as missing (§5.4.2).
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';

/** How a message is signed. */
export interface SigningForm {
  readonly header: 'simple' | 'relaxed';
  readonly body: 'simple' | 'relaxed';
  /** h=, lower case; a name more often than fields stand is signed as missing. */
  readonly fields: readonly string[];
  /** l=. */
  readonly octets?: number;
}

const usual = ['from', 'to', 'subject', 'date', 'message-id'];
const many = [...usual, 'mime-version', 'content-type', 'content-transfer-encoding'];

/** Each canonicalization, few fields and many, signed as missing, a part of the body alone. */
export const signingForms: readonly SigningForm[] = [
  { header: 'relaxed', body: 'relaxed', fields: usual },
  { header: 'simple', body: 'simple', fields: usual },
  { header: 'relaxed', body: 'simple', fields: [...many, ...many] },
  { header: 'simple', body: 'relaxed', fields: [...many, 'bcc', 'list-unsubscribe'] },
  { header: 'relaxed', body: 'relaxed', fields: ['from'], octets: 60 },
  { header: 'relaxed', body: 'simple', fields: ['from'], octets: 300 },
];

export const SIGNING_DOMAIN = 'example.org';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
/** RFC 8463 §3: the key alone, the last 32 octets of its DER form. */
const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');

/** The message, whose lines end with CR LF, with a DKIM-Signature before it. */
export function signMail(raw: Uint8Array, form: SigningForm): Buffer {
  const text = Buffer.from(raw).toString('latin1');
  const bodyStart = text.indexOf('\r\n\r\n') + 4;
  const fields = text
    .slice(0, bodyStart - 2)
    .split(/(?<=\r\n)(?![ \t])/)
    .map((field) => ({ name: field.slice(0, field.indexOf(':')).trim().toLowerCase(), field }));
  const body = canonicalBody(text.slice(bodyStart), form.body).slice(0, form.octets);
  const hash = createHash('sha256').update(body, 'latin1').digest('base64');
  const length = form.octets === undefined ? '' : `l=${body.length}; `;
  const own = `DKIM-Signature: v=1; a=ed25519-sha256; c=${form.header}/${form.body}; d=${SIGNING_DOMAIN}; s=s;\r\n h=${form.fields.join(':')};\r\n ${length}bh=${hash};\r\n b=`;
  const left = fields.toReversed();
  const chosen = form.fields.flatMap((name) => {
    const at = left.findIndex((one) => one.name === name);
    return at < 0 ? [] : left.splice(at, 1).map(({ field }) => canonicalField(field, form.header));
  });
  const signed = chosen.join('') + canonicalField(`${own}\r\n`, form.header).slice(0, -2);
  const digest = createHash('sha256').update(signed, 'latin1').digest();
  return Buffer.concat([Buffer.from(`${own}${sign(null, digest, privateKey).toString('base64')}\r\n`), raw]);
}

function canonicalField(field: string, form: SigningForm['header']): string {
  if (form === 'simple') return field;
  const colon = field.indexOf(':');
  const value = field
    .slice(colon + 1)
    .replaceAll('\r\n', '')
    .replaceAll(/[ \t]+/g, ' ');
  return `${field.slice(0, colon).trim().toLowerCase()}:${value.trim()}\r\n`;
}

function canonicalBody(body: string, form: SigningForm['body']): string {
  const lines = body.split('\r\n');
  const kept = form === 'simple' ? lines : lines.map((line) => line.replaceAll(/[ \t]+/g, ' ').trimEnd());
  while (kept.at(-1) === '') kept.pop();
  if (kept.length === 0) return form === 'simple' ? '\r\n' : '';
  return `${kept.join('\r\n')}\r\n`;
}

/** Whether every signature of the message verifies; false where it has none. */
export async function isVerified(raw: Uint8Array): Promise<boolean> {
  const { results } = await dkimVerify(Buffer.from(raw), {
    resolver: async () => [[`v=DKIM1; k=ed25519; p=${key}`]],
  });
  return results.length > 0 && results.every(({ status }) => status.result === 'pass');
}
