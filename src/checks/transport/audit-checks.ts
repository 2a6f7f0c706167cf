/** Checks of MTA-STS, TLS-RPT and DANE. */
import type { Check } from '../../findings/finding.ts';
import { daneMatch } from './dane-match.ts';
import { daneMx } from './dane-mx.ts';
import { daneRollover } from './dane-rollover.ts';
import { daneSecure } from './dane-secure.ts';
import { daneUsable } from './dane-usable.ts';
import { mtaStsMaxAge } from './mta-sts-max-age.ts';
import { mtaStsMode } from './mta-sts-mode.ts';
import { mtaStsMx } from './mta-sts-mx.ts';
import { mtaStsPolicy } from './mta-sts-policy.ts';
import { mtaStsRecord } from './mta-sts-record.ts';
import { mtaStsSyntax } from './mta-sts-syntax.ts';
import { tlsRptRecord } from './tls-rpt-record.ts';
import { tlsRptTargets } from './tls-rpt-targets.ts';

export const transportChecks: readonly Check[] = [
  mtaStsRecord,
  mtaStsPolicy,
  mtaStsSyntax,
  mtaStsMode,
  mtaStsMaxAge,
  mtaStsMx,
  tlsRptRecord,
  tlsRptTargets,
  daneMx,
  daneSecure,
  daneUsable,
  daneMatch,
  daneRollover,
];
