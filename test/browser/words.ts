/** The dashboard's own words, so that a test names a button by its key. Test support. */
import { join } from 'node:path';
import { readTexts } from '../../tools/web/read-texts.ts';
import { fillText, type TextValues } from '../../web/src/texts/fill.ts';
import { projectRoot } from '../source-files.ts';

const read = (language: string) => readTexts(join(projectRoot, 'data/texts', language, 'web')).texts;
const catalogues = { en: read('en'), de: read('de') };

function fill(language: keyof typeof catalogues, key: string, values?: TextValues): string {
  const text = fillText(catalogues[language], language, key, values);
  if (text === key) throw new Error(`the catalogue ${language} has no '${key}'`);
  return text;
}

/** In English. Throws for a key that nobody knows. */
export const t = (key: string, values?: TextValues): string => fill('en', key, values);
export const inGerman = (key: string, values?: TextValues): string => fill('de', key, values);
