/** Checks of DKIM as an audit sees it: the keys that are published, the selectors that were tried, a given message. */
import type { Check } from '../../findings/finding.ts';
import { dkimKeyAlias } from './key-alias.ts';
import { dkimKeyFound } from './key-found.ts';
import { dkimKeyLength } from './key-length.ts';
import { dkimKeyLimits } from './key-limits.ts';
import { dkimKeyPublished } from './key-published.ts';
import { dkimKeyRevoked } from './key-revoked.ts';
import { dkimKeySingle } from './key-single.ts';
import { dkimKeySyntax } from './key-syntax.ts';
import { dkimKeyTesting } from './key-testing.ts';
import { dkimKeyText } from './key-text.ts';
import { dkimSelectorsKnown } from './selectors-known.ts';
import { dkimSignaturePresent } from './signature-present.ts';
import { dkimSignatureValid } from './signature-valid.ts';

export const dkimAuditChecks: readonly Check[] = [
  dkimSelectorsKnown,
  dkimKeyFound,
  dkimKeyAlias,
  dkimKeySingle,
  dkimKeyText,
  dkimKeySyntax,
  dkimKeyLength,
  dkimKeyRevoked,
  dkimKeyTesting,
  dkimKeyLimits,
  dkimSignaturePresent,
  dkimSignatureValid,
  dkimKeyPublished,
];
