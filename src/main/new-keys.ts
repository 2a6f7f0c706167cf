/** DKIM key pairs for a change plan (RFC 6376 §3.6.1, RFC 8301: RSA of 2,048 bits; RFC 8463: Ed25519), each with a signed sample. */
import { generateKeyPairSync } from 'node:crypto';
import type { NewKey } from '../audit/plan/types.ts';

/** `day`: ISO day, for the selectors ('w20261126r', 'w20261126e'). */
export async function makeDkimKeys(domain: string, day: string): Promise<readonly NewKey[]> {
  const stem = `w${day.replaceAll('-', '')}`;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ed25519 = generateKeyPairSync('ed25519');
  const rsaPublic = rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  // RFC 8463 §4.2: the bare 32 octets, which end the SubjectPublicKeyInfo.
  const ed25519Public = ed25519.publicKey
    .export({ type: 'spki', format: 'der' })
    .subarray(-32)
    .toString('base64');
  return Promise.all([
    signed(domain, `${stem}r`, `v=DKIM1; k=rsa; p=${rsaPublic}`, pemOf(rsa.privateKey)),
    signed(domain, `${stem}e`, `v=DKIM1; k=ed25519; p=${ed25519Public}`, pemOf(ed25519.privateKey)),
  ]);
}

const pemOf = (key: import('node:crypto').KeyObject): string =>
  key.export({ type: 'pkcs8', format: 'pem' }).toString();

async function signed(domain: string, selector: string, record: string, privateKey: string): Promise<NewKey> {
  const { dkimSign } = await import('mailauth/lib/dkim/sign.js');
  const message = `From: postmaster@${domain}\r\nTo: postmaster@${domain}\r\nSubject: sample\r\nDate: ${new Date(0).toUTCString()}\r\nMessage-ID: <sample@${domain}>\r\n\r\nsample\r\n`;
  const { signatures, errors } = await dkimSign(message, {
    canonicalization: 'relaxed/relaxed',
    signingDomain: domain,
    selector,
    privateKey,
    signatureData: [{ signingDomain: domain, selector, privateKey }],
  });
  if (errors.length > 0)
    throw new Error(`the sample could not be signed with ${selector}`, { cause: errors[0] });
  return { selector, record, privateKey, signedSample: Buffer.from(`${signatures}${message}`) };
}
