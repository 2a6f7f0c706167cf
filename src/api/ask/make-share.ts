/** A link that shows one report: its secret has 256 bits, is told once, and is kept as its hash. */
import { createHash, randomBytes } from 'node:crypto';
import { type Instant, instantOf } from '../../base/clock.ts';
import type { Share } from '../../store/reports/types.ts';
import type { ApiServices } from '../services.ts';

const dayMs = 86_400_000;

export interface NewShare {
  readonly reportId: string;
  readonly days: number;
  readonly isRedacted: boolean;
  readonly createdBy: string;
  readonly at: Instant;
}

/** What the store keeps of a link's secret. */
export function shareHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Makes a link; its address is the only place where the secret stands. */
export async function makeShare(
  { store, settings }: ApiServices,
  { reportId, days, isRedacted, createdBy, at }: NewShare,
): Promise<{ readonly share: Share; readonly url: string }> {
  const secret = randomBytes(32).toString('base64url');
  const share = await store.shares.add({
    reportId,
    tokenHash: shareHash(secret),
    createdAt: at,
    expiresAt: instantOf(Date.parse(at) + days * dayMs),
    isRedacted,
    createdBy,
  });
  return { share, url: `${settings.origin}/shared/${secret}` };
}
