/**
 * The frame of a self-contained page: no script, no request to any host, light and dark, printable. Everything that came
 * from mail is escaped; the page's policy forbids what might slip through.
 */
import { withoutInvisible } from '../../base/visible-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for HTML element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return withoutInvisible(text)
    .replace(/[&<>"']/g, (char) => entities[char] ?? '')
    .replace(/\p{Cc}/gu, (char) => (char === '\n' ? char : ' '));
}

const css = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --paper: #fff; --card: #f6f8fa; --line: #d1d9e0; --accent: #0b57d0; --bad: #b3261e; --good: #1a7f37; --open: #7a5900; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b1; --paper: #0d1117; --card: #161b22; --line: #30363d; --accent: #8ab4f8; --bad: #ff8a80; --good: #7ee787; --open: #f2cc60; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 16px; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 46rem; margin: 0 auto; }
article { border-top: 1px solid var(--line); padding: 24px 0; }
article:first-child { border-top: 0; }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 8px; }
h2 { font-size: 1rem; margin: 24px 0 8px; }
.facts, .where { color: var(--soft); margin: 0 0 16px; }
blockquote { margin: 0 0 16px; padding: 12px 16px; background: var(--card); border-left: 4px solid var(--line); overflow-wrap: anywhere; }
ol { padding-left: 1.5rem; } li { margin: 0 0 12px; } li strong { display: block; }
pre { margin: 8px 0; padding: 8px 12px; background: var(--card); border: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }
table { border-collapse: collapse; width: 100%; } td { padding: 6px 12px 6px 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th { text-align: left; padding: 6px 12px 6px 0; color: var(--soft); font-weight: 400; }
.figures td:first-child { white-space: normal; } .figures td:nth-child(-n+5):not(:first-child) { white-space: nowrap; text-align: right; }
td:first-child { white-space: nowrap; font-weight: 600; }
.fail { color: var(--bad); } .pass { color: var(--good); } .unknown { color: var(--open); } .note { color: var(--soft); }
small { color: var(--soft); display: block; }
a { color: var(--accent); }
`;

/** What stands before and behind the body of a page; `title` is text, `policy` what it may show beside. */
export function htmlFrame(
  title: string,
  language: string,
  policy = '',
): { readonly before: string; readonly after: string } {
  const before = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'${policy === '' ? '' : `; ${policy}`}">
<title>${escapeHtml(title)}</title>
<style>${css}</style>
</head>
<body><main>
`;
  return { before, after: '\n</main></body>\n</html>\n' };
}

/** A whole page; `body` is HTML made of escaped parts. */
export function htmlPage(title: string, language: string, body: string, policy = ''): string {
  const { before, after } = htmlFrame(title, language, policy);
  return `${before}${body}${after}`;
}
