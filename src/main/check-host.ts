/** What `waypost check` needs: words, and what may be looked up, asked of engines and fetched. */
import { instantOf, systemClock } from '../base/clock.ts';
import type { CheckHost } from '../cli/check/command.ts';
import { readEngineSymbols } from '../preflight/engine-symbols.ts';
import { readMailTables } from '../preflight/mail-tables.ts';
import { openCheckLookups } from './check-lookups.ts';
import { loadData } from './load-data.ts';
import { catalogueOf, languagesOf } from './services.ts';

export { runCheck as run } from '../cli/check/command.ts';

const data = loadData(false);
const tables = readMailTables(data);
const engineSymbols = readEngineSymbols(data);

export const host: CheckHost = {
  languages: languagesOf(data),
  textsIn: (language) => catalogueOf(data, language),
  nowMs: () => systemClock.nowMs(),
  open: async (options) => {
    const lookups = openCheckLookups(data, options);
    return {
      given: {
        profile: options.profile,
        now: instantOf(systemClock.nowMs()),
        trackingDomains: options.trackingDomains,
        tables,
      },
      lookInto: lookups.askNetwork,
      askEngines: lookups.askEngines,
      engineSymbols,
      warnings: lookups.warnings,
      close: lookups.close,
    };
  },
};
