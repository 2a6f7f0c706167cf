/** Text as Markdown. */
import type { Citation } from '../../src/findings/finding.ts';

/** '<>' and 'MAIL FROM:<…>' are no HTML, '_' begins no emphasis; what stands between backticks stays as it is. */
export const escaped = (text: string): string =>
  text
    .split('`')
    .map((piece, i) => (i % 2 === 1 ? piece : piece.replaceAll('<', '&lt;').replaceAll('_', '\\_')))
    .join('`');

/** A bullet for each source: its page, and the day it was read. */
export const sourceLines = (sources: readonly Citation[]): readonly string[] =>
  sources.map(({ title, url, seen }) => {
    const link = url === undefined ? title : `[${title}](${url})`;
    return `- ${link}${seen === undefined ? '' : ` (read ${seen})`}`;
  });

/** Inside a row of a table. */
export const cell = (text: string): string => escaped(text).replaceAll('|', '\\|');
