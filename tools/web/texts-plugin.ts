/** A plugin of Vite: `virtual:texts/<language>` is every word of the dashboard in that language, one chunk each. */
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { readTexts } from './read-texts.ts';

const PREFIX = 'virtual:texts/';

/** `folder`: data/texts. */
export function textsPlugin(folder: string): Plugin {
  return {
    name: 'waypost-texts',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const { texts, files } = readTexts(join(folder, id.slice(PREFIX.length + 1), 'web'));
      for (const file of files) this.addWatchFile(file);
      // A string that is parsed at once is smaller and faster than the same as an object literal.
      return {
        code: `export const texts = JSON.parse(${JSON.stringify(JSON.stringify(texts))});`,
        map: null,
      };
    },
  };
}
