/** A notice as plain text and as simple HTML: no picture, no script, no request to anybody. */
import type { Block, WrittenNotice } from './notice.ts';

/** Text that means nothing in HTML. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Short paragraphs stand behind their heading, longer ones below it. */
const isShort = ({ heading, lines, isCode }: Block): boolean =>
  heading !== undefined && lines.length === 1 && isCode === undefined;

const blockText = (block: Block): string => {
  const { heading, lines } = block;
  if (isShort(block)) return `${heading}: ${lines[0]}`;
  const body = heading === undefined ? lines : lines.map((line) => `    ${line}`);
  return [...(heading === undefined ? [] : [`${heading}:`]), ...body].join('\n');
};

/** Paragraphs parted by an empty line; what stands behind its heading goes line by line. */
export function noticeText({ blocks }: WrittenNotice): string {
  const parts = blocks.map((block, place) => {
    const next = blocks[place + 1];
    const isTight = isShort(block) && next !== undefined && isShort(next);
    return `${blockText(block)}${isTight ? '\n' : '\n\n'}`;
  });
  return `${parts.join('').trimEnd()}\n`;
}

function blockHtml(block: Block): string {
  const { heading, lines, isCode, url } = block;
  const label = heading === undefined ? '' : `<b>${escapeHtml(heading)}:</b> `;
  if (url !== undefined) return `<p>${label}<a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`;
  if (isCode === true) return `<p>${label}</p><pre>${lines.map(escapeHtml).join('\n')}</pre>`;
  if (lines.length === 1) return `<p>${label}${escapeHtml(lines[0] ?? '')}</p>`;
  return `<p>${label}</p><ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
}

export function noticeHtml(written: WrittenNotice, language: string): string {
  const body = written.blocks.map(blockHtml).join('\n');
  const title = escapeHtml(written.subject);
  return `<!doctype html>
<html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><title>${title}</title></head>
<body>
${body}
</body></html>
`;
}
