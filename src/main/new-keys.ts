/** DKIM key pairs for a change plan (RFC 6376 §3.6.1, RFC 8301: RSA of 2,048 bits; RFC 8463: Ed25519), each with a signed sample. */
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { NewKey } from '../audit/plan/types.ts';
import type { KeptKey } from './kept-keys.ts';

/**
 * `day`: ISO day, for the selectors ('w20261126r', 'w20261126e'). Kept keys are used again under their selectors; what a
 * pair lacks is made.
 */
export async function makeDkimKeys(
  domain: string,
  day: string,
  kept: readonly KeptKey[] = [],
): Promise<readonly NewKey[]> {
  const stem = kept[0]?.selector.slice(0, -1) ?? `w${day.replaceAll('-', '')}`;
  return Promise.all(
    (['r', 'e'] as const).map((letter) => {
      const selector = `${stem}${letter}`;
      const known = kept.find((one) => one.selector === selector)?.key;
      return signed(domain, selector, known ?? newKey(letter));
    }),
  );
}

/** The last letter of a selector tells the algorithm. */
const newKey = (letter: 'r' | 'e'): KeyObject =>
  letter === 'r'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    : generateKeyPairSync('ed25519').privateKey;

function recordOf(key: KeyObject): string {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  // RFC 8463 §4.2: the bare 32 octets, which end the SubjectPublicKeyInfo.
  const material = key.asymmetricKeyType === 'ed25519' ? spki.subarray(-32) : spki;
  return `v=DKIM1; k=${key.asymmetricKeyType}; p=${material.toString('base64')}`;
}

async function signed(domain: string, selector: string, key: KeyObject): Promise<NewKey> {
  const { dkimSign } = await import('mailauth/lib/dkim/sign.js');
  const privateKey = key.export({ type: 'pkcs8', format: 'pem' }).toString();
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
  return {
    selector,
    record: recordOf(key),
    privateKey,
    signedSample: Buffer.from(`${signatures}${message}`),
  };
}
