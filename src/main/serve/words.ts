/** The words of the commands around the server, in the language of the environment: data/texts/<language>/serve.toml. */
import type { JsonObject } from '../../base/json.ts';
import type { Problem } from '../../base/result.ts';
import type { CliIo } from '../../cli/io.ts';
import { languageOf } from '../../cli/language.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { IN_ENVIRONMENT } from '../config/config-fault.ts';
import { loadData } from '../load-data.ts';
import { catalogueOf, languagesOf } from '../services.ts';

export interface Words {
  /** The text 'serve.<key>', filled; `otherwise` where the catalogue has none that can be. */
  readonly say: (key: string, data?: JsonObject, otherwise?: string) => string;
  /** What stops or troubles a command: the text 'serve.stop.<code>', or '….<how>' where its data say how; else its own words. */
  readonly problem: (problem: Problem) => string;
  /** The place of a value in a configuration. */
  readonly place: (place: string) => string;
}

/** Read when the first word is said. */
export function wordsFor({ environment }: Pick<CliIo, 'environment'>): Words {
  let texts: Catalogue | undefined;
  const say: Words['say'] = (key, data = {}, otherwise = '') => {
    texts ??= openCatalogue(environment);
    return texts.find(`serve.${key}`, data) || otherwise;
  };
  const place = (text: string): string =>
    text.endsWith(IN_ENVIRONMENT)
      ? say('place.environment', { name: text.slice(0, -IN_ENVIRONMENT.length) }, text)
      : text;
  return {
    say,
    place,
    problem: ({ code, message, data = {} }) => {
      // Faults of accounts name their reason.
      const { reason, how = reason, place: at, can } = data;
      const key = typeof how === 'string' ? `stop.${code}.${how}` : `stop.${code}`;
      const filled = {
        ...data,
        ...(typeof at === 'string' && { place: place(at) }),
        ...(typeof can === 'string' && { can: say(`can.${can}`) }),
      };
      return say(key, filled, message);
    },
  };
}

function openCatalogue(environment: CliIo['environment']): Catalogue {
  const data = loadData(false);
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return catalogueOf(data, languageOf({}, languagesOf(data), LC_ALL || LC_MESSAGES || LANG));
}
