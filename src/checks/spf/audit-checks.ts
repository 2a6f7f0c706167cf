/** Checks of a whole SPF tree, in the order in which a reader needs them: is there a record, is it valid, what does it let through. */
import type { Check } from '../../findings/finding.ts';
import { spfAll } from './all.ts';
import { spfAnswerSize } from './answer-size.ts';
import { spfDeadTerms } from './dead-terms.ts';
import { spfIpFamilies } from './ip-families.ts';
import { spfLookupCount } from './lookup-count.ts';
import { spfMxNames } from './mx-names.ts';
import { spfPtr } from './ptr.ts';
import { spfRedundant } from './redundant.ts';
import { spfSingleRecord } from './single-record.ts';
import { spfStrings } from './strings.ts';
import { spfSyntax } from './syntax.ts';
import { spfTargets } from './targets.ts';
import { spfUnreached } from './unreached.ts';
import { spfUsableNetworks } from './usable-networks.ts';
import { spfVoidLookups } from './void-lookups.ts';
import { spfWideRanges } from './wide-ranges.ts';
import { spfWrongName } from './wrong-name.ts';

export const spfAuditChecks: readonly Check[] = [
  spfSingleRecord,
  spfWrongName,
  spfSyntax,
  spfTargets,
  spfLookupCount,
  spfVoidLookups,
  spfMxNames,
  spfAll,
  spfWideRanges,
  spfIpFamilies,
  spfPtr,
  spfStrings,
  spfUnreached,
  spfDeadTerms,
  spfUsableNetworks,
  spfRedundant,
  spfAnswerSize,
];
