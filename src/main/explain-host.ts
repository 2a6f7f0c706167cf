/** What `waypost explain` needs: data, services, words. The gatherers are loaded only where something may be asked. */
import type { ExplainHost } from '../cli/explain/command.ts';
import type { ExplainOptions } from '../cli/explain/options.ts';
import { loadData } from './load-data.ts';
import { catalogueOf, createExplainServices, languagesOf } from './services.ts';

export { runExplain as run } from '../cli/explain/command.ts';

const data = loadData();

export const host: ExplainHost = {
  languages: languagesOf(data),
  open: async (options: ExplainOptions) => {
    const asking = options.isOffline
      ? undefined
      : (await import('./live-evidence.ts')).openLiveEvidence(data, options);
    return {
      services: createExplainServices(data, asking?.gather),
      texts: catalogueOf(data, options.language),
      close: () => asking?.close(),
    };
  },
};
