/** What a check of a domain says where the domain does not exist: that is told once, by its own check. */
import type { Evidence, EvidenceKey } from '../../findings/evidence.ts';
import type { FindingDraft } from '../../findings/finding.ts';
import { draft } from '../draft.ts';

export const noDomain = (evidence: Evidence, key: EvidenceKey): readonly FindingDraft[] =>
  draft(evidence, key, 'not-applicable', 'no-such-domain');

/** Nothing was asked of the name servers themselves. */
export const notAsked = (evidence: Evidence, key: EvidenceKey): readonly FindingDraft[] =>
  draft(evidence, key, 'not-applicable', 'not-asked');
