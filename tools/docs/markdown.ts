/** Text as Markdown. */

/** '<>' and 'MAIL FROM:<…>' are no HTML, '_' begins no emphasis; what stands between backticks stays as it is. */
export const escaped = (text: string): string =>
  text
    .split('`')
    .map((piece, i) => (i % 2 === 1 ? piece : piece.replaceAll('<', '&lt;').replaceAll('_', '\\_')))
    .join('`');
