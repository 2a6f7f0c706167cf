/**
 * Makes the ARC set that a message is sealed with (RFC 8617 §5.1): ARC-Authentication-Results, ARC-Message-Signature,
 * ARC-Seal, both signatures relaxed. The caller says what it found and whether the chain before it was good. Signed
 * fields and tags stand in a fixed order, so that the same message gives the same set; b= is never folded, for white
 * space in it would be part of what the seal covers.
 */
import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { fromLatin1, latin1 } from '../../base/bytes.ts';
import type { Result } from '../../base/result.ts';
import { failed, ok } from '../../base/result.ts';
import { parseHeaderBlock } from '../message/index.ts';
import { findArcSets } from './arc-sets.ts';
import { relaxedBody, relaxedField } from './relaxed.ts';

export interface SealRequest {
  /** Whole, lines ended by CRLF. */
  readonly message: Uint8Array;
  readonly domain: string;
  readonly selector: string;
  /** PEM: RSA, or ed25519 (RFC 8463). */
  readonly privateKey: string;
  /** 'mx.example.org; arc=none; spf=pass …', the payload of the results without i=. */
  readonly authResults: string;
  /** What validation of the chain gave (RFC 8617 §5.2); 'none' where there is none. */
  readonly chainStatus: 'none' | 'pass' | 'fail';
  /** Names of the fields that the signature covers, in order; never ARC-Seal (§4.1.2). */
  readonly signedFields: readonly string[];
  /** Seconds since 1970. */
  readonly signedAt: number;
}

/** The set: three fields, without their final line ends, in the order in which they are put before the message. */
export interface ArcSeal {
  readonly seal: string;
  readonly signature: string;
  readonly results: string;
}

const maxInstance = 50;

/**
 * Problem codes: 'chain-failed' (the newest seal says cv=fail: nothing is added, §5.1 step 2), 'chain-full' (50 sets),
 * 'bad-status' (none with a chain, or pass without), 'bad-key'.
 */
export function sealMessage(request: SealRequest): Result<ArcSeal> {
  const sets = findArcSets(request.message);
  const newest = sets.at(-1);
  const instance = (newest?.instance ?? 0) + 1;
  if (newest?.chainStatus === 'fail')
    return failed('chain-failed', 'The newest set says that the chain has failed; it is not sealed again.');
  if (instance > maxInstance) return failed('chain-full', `The chain has ${maxInstance} sets already.`);
  if ((instance === 1) !== (request.chainStatus === 'none'))
    return failed('bad-status', `cv=${request.chainStatus} does not fit instance ${instance}.`);
  const key = keyOf(request.privateKey);
  return key.ok ? ok(sealed(request, instance, key.value)) : key;
}

function keyOf(pem: string): Result<KeyObject> {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'ed25519') return ok(key);
    return failed('bad-key', `A ${key.asymmetricKeyType} key cannot sign mail; give an RSA or ed25519 key.`);
  } catch (error) {
    // What the user configured is no key: told as such, with the reason of the library.
    return failed(
      'bad-key',
      `The private key cannot be read: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

function sealed(request: SealRequest, instance: number, key: KeyObject): ArcSeal {
  const { domain, selector, signedAt, chainStatus } = request;
  const block = parseHeaderBlock(request.message);
  const fields = block.headers.map(({ name, rawValue }) => ({
    name: name.toLowerCase(),
    text: `${name}:${rawValue}`,
  }));
  const algorithm = key.asymmetricKeyType === 'rsa' ? 'rsa-sha256' : 'ed25519-sha256';
  const results = `ARC-Authentication-Results: i=${instance}; ${request.authResults}`;
  const body = relaxedBody(latin1(request.message, block.bodyStart));
  const bodyHash = createHash('sha256').update(fromLatin1(body)).digest('base64');
  const signedFields = request.signedFields
    .map((name) => name.toLowerCase())
    .filter((name) => name !== 'arc-seal');
  const signature = signedField(
    (b) =>
      `ARC-Message-Signature: a=${algorithm};\r\n b=${b};\r\n bh=${bodyHash}; c=relaxed/relaxed;\r\n d=${domain}; h=${signedFields.join(':')};\r\n i=${instance}; s=${selector}; t=${signedAt}`,
    signedTexts(fields, signedFields),
    key,
  );
  // RFC 8617 §5.1.2: over a chain that failed the seal covers its own set alone.
  const chain = chainStatus === 'pass' ? chainTexts(request.message, instance) : [];
  const seal = signedField(
    (b) =>
      `ARC-Seal: a=${algorithm};\r\n b=${b};\r\n cv=${chainStatus}; d=${domain}; i=${instance}; s=${selector};\r\n t=${signedAt}`,
    [...chain, results, signature],
    key,
  );
  return { seal, signature, results };
}

/** Signs the texts and the field itself with an empty b= (RFC 6376 §3.7). */
function signedField(field: (b: string) => string, texts: readonly string[], key: KeyObject): string {
  const data = fromLatin1(
    [...texts.map((text) => `${relaxedField(text)}\r\n`), relaxedField(field(''))].join(''),
  );
  const isRsa = key.asymmetricKeyType === 'rsa';
  // RFC 8463 §3: ed25519 signs the hash.
  const value = isRsa
    ? sign('sha256', data, key)
    : sign(null, createHash('sha256').update(data).digest(), key);
  return field(value.toString('base64'));
}

/** The fields that are signed: of several with one name the last first (RFC 6376 §5.4.2); those that are not there, not. */
function signedTexts(
  fields: readonly { readonly name: string; readonly text: string }[],
  names: readonly string[],
): readonly string[] {
  const left = new Map<string, string[]>();
  for (const { name, text } of fields) left.set(name, [...(left.get(name) ?? []), text]);
  return names.flatMap((name) => left.get(name)?.pop() ?? []);
}

const order = ['arc-authentication-results', 'arc-message-signature', 'arc-seal'];

/** Every set below the new one, in the order in which a seal covers them (RFC 8617 §5.1.1). */
function chainTexts(message: Uint8Array, below: number): readonly string[] {
  const fields = parseHeaderBlock(message).headers.flatMap(({ name, rawValue }) => {
    const place = order.indexOf(name.toLowerCase());
    const instance = Number(/(?:^|;)\s*i\s*=\s*([0-9]{1,2})\s*(?:;|$)/.exec(rawValue)?.[1] ?? 0);
    const isPart = place >= 0 && instance > 0 && instance < below;
    return isPart ? [{ rank: instance * order.length + place, text: `${name}:${rawValue}` }] : [];
  });
  return fields.toSorted((a, b) => a.rank - b.rank).map(({ text }) => text);
}
