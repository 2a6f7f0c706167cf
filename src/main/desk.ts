/** Wires the desk: facts, classifier and catalogues read once, one resolver and one asker of lists shared by everything asked. */
import { instantOf, systemClock } from '../base/clock.ts';
import { createDesk } from '../desk/desk.ts';
import type { DeskTools } from '../desk/tools.ts';
import type { Desk } from '../desk/types.ts';
import { readEngineSymbols } from '../preflight/engine-symbols.ts';
import { notAskedFindings } from '../preflight/judge-network.ts';
import { readMailTables } from '../preflight/mail-tables.ts';
import { createAuditor, readAuditTables } from './auditor.ts';
import { askAboutMessage } from './check-lookups.ts';
import type { DataFiles } from './data-folder.ts';
import { liveGather } from './live-evidence.ts';
import { createCatalogues, createExplainServices, languagesOf } from './services.ts';
import { type AskingSettings, openSharedAsking } from './shared-asking.ts';

export interface DeskOptions {
  readonly settings: AskingSettings;
  /** Private and loopback addresses may be audited and connected to: a lab. Default false. */
  readonly allowPrivate?: boolean;
  /** The catalogues of who opens it, where those are read elsewhere, too (createCatalogues). */
  readonly textsIn?: DeskTools['textsIn'];
  /** Told of bugs. */
  readonly onFault?: (error: unknown) => void;
}

/** Close it to free the sockets. `data`: with the classifier. */
export function openDesk(
  data: DataFiles,
  { settings, allowPrivate = false, onFault, textsIn = createCatalogues(data) }: DeskOptions,
): Desk {
  const tables = readAuditTables(data);
  const mailTables = readMailTables(data);
  const engineSymbols = readEngineSymbols(data);
  const asking = openSharedAsking(settings, tables.lists);
  const tools: DeskTools = {
    clock: systemClock,
    allowPrivate,
    languages: languagesOf(data),
    textsIn,
    words: createExplainServices(data),
    openExplain: async ({ mayConnect }) =>
      liveGather((await asking.current()).asked, tables.lists, mayConnect),
    openAudit: async ({ lists, isBulk, connect, ...ask }) => {
      const { asked, askLists } = await asking.current();
      return createAuditor(tables, asked, {
        ...ask,
        connect,
        allowPrivate,
        asksLists: lists,
        listAsker: askLists,
        asksAuthorities: !isBulk && connect,
      });
    },
    openCheck: async ({ trackingDomains, isOffline, ...options }) => {
      const given = {
        profile: options.profile,
        now: instantOf(systemClock.nowMs()),
        trackingDomains,
        tables: mailTables,
      };
      if (isOffline)
        return {
          given,
          engineSymbols,
          lookInto: async ({ subject }) => notAskedFindings(subject, '--offline'),
        };
      const { asked, askLists } = await asking.current();
      return {
        given,
        engineSymbols,
        lookInto: (checked, signal) =>
          askAboutMessage(checked, { asked, askLists, allowPrivate, signal }, options),
      };
    },
    close: asking.close,
  };
  return createDesk(tools, onFault);
}
