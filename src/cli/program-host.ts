/** What the command line needs of the program: each command loads its own when it runs. */
import type { AuditHost } from './audit/command.ts';
import type { CheckHost } from './check/command.ts';
import type { ExplainHost } from './explain/command.ts';
import type { VerbLoader } from './pick-command.ts';
import type { ServeHost } from './serve/host.ts';

/** Loaders; a help text or a completion loads nothing. */
export interface ProgramHost {
  readonly version: string;
  readonly loadExplain: () => Promise<{
    readonly run: typeof import('./explain/command.ts').runExplain;
    readonly host: ExplainHost;
  }>;
  readonly loadAudit: () => Promise<{
    readonly run: typeof import('./audit/command.ts').runAudit;
    readonly host: AuditHost;
  }>;
  readonly loadVerb: VerbLoader;
  readonly loadCheck: () => Promise<{
    readonly run: typeof import('./check/command.ts').runCheck;
    readonly host: CheckHost;
  }>;
  /** The server and the commands around it. */
  readonly loadServe: () => Promise<ServeHost>;
}
