/** Checks of what mail programs find: SRV, autoconfig, autodiscover. */
import type { Check } from '../../findings/finding.ts';
import { autoconfig } from './autoconfig.ts';
import { autoconfigServers } from './autoconfig-servers.ts';
import { autodiscover } from './autodiscover.ts';
import { readingTls } from './reading-tls.ts';
import { srvTargets } from './srv-targets.ts';
import { submissionSrv } from './submission-srv.ts';

export const clientConfigChecks: readonly Check[] = [
  submissionSrv,
  readingTls,
  srvTargets,
  autoconfig,
  autoconfigServers,
  autodiscover,
];
