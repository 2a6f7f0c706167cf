import { describe, expect, test } from 'vitest';
import type { CategoryId } from '../findings/category.ts';
import { categories } from '../findings/category.ts';
import type { EvidenceKey, RejectionKey } from '../findings/evidence.ts';
import { causeMoves } from './cause-moves.ts';
import { rejectionChecks } from './index.ts';
import { evidenceFor } from './wanted-evidence.ts';

/** DNS questions that a shelf usually takes (two lists; an SPF record with two includes). */
const usualCost: Readonly<Record<RejectionKey, number>> = {
  reply: 0,
  ptr: 2,
  helo: 1,
  senderDomain: 1,
  recipientDomain: 3,
  speakerInMx: 1,
  spf: 4,
  dkim: 1,
  dmarc: 2,
  ipListings: 3,
  domainListings: 3,
  messageSize: 0,
  mxConnection: 2,
};

const ids = Object.keys(categories) as CategoryId[];

test.each(ids)('%s stays within twelve questions and names no shelf twice', (id) => {
  const keys = evidenceFor(id);
  expect(keys.reduce((sum, key) => sum + usualCost[key], 0)).toBeLessThanOrEqual(12);
  expect(new Set(keys).size).toBe(keys.length);
});

describe('what can move a cause is gathered for it', () => {
  const moved = [...new Set(causeMoves.map(({ category }) => category))];
  test.each(moved)('%s', (category) => {
    const checks = new Set(causeMoves.filter((row) => row.category === category).map(({ check }) => check));
    const judged = rejectionChecks.filter(({ id }) => checks.has(id)).map(({ needs }) => needs[0]);
    const wanted: readonly EvidenceKey[] = evidenceFor(category);
    expect(judged.some((key) => key !== undefined && wanted.includes(key))).toBe(true);
  });
});
