/**
 * The OpenAPI document as a page: made on the server, without script, without any other host. Each operation opens by itself, so that
 * the page can be read at any width and printed.
 */
import { escapeHtml } from '../frame/safe-html.ts';
import { exampleOf, renderSchema } from './render-schema.ts';
import type { OpenApi, OpenApiMedia, OpenApiOperation, OpenApiParameter, OpenApiResponse } from './types.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Entry {
  readonly method: string;
  readonly path: string;
  readonly operation: OpenApiOperation;
}

/** The whole page. `styleUrl` is where its style sheet is. */
export function renderDocs(document: OpenApi, styleUrl: string): string {
  const tags = (document.tags ?? []).map((tag) => ({ ...tag, entries: entriesOf(document, tag.name) }));
  const nav = tags.map(({ name }) => `<li><a href="#${idOf(name)}">${escapeHtml(name)}</a></li>`).join('');
  const body = tags
    .map(
      ({ name, description, entries }) =>
        `<section><h2 id="${idOf(name)}">${escapeHtml(name)}</h2>${paragraph(description)}${entries
          .map((entry) => renderOperation(document, entry))
          .join('')}</section>`,
    )
    .join('');
  const { title, version, description } = document.info;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><link rel="stylesheet" href="${escapeHtml(styleUrl)}"></head>
<body><header><h1>${escapeHtml(title)} <small>${escapeHtml(version)}</small></h1>${paragraphs(description)}
<p><a href="openapi.json">openapi.json</a></p></header><nav aria-label="Chapters"><ul>${nav}</ul></nav><main>${body}</main></body></html>
`;
}

/** Sorted by path, then as methods are listed above. */
function entriesOf(document: OpenApi, tag: string): readonly Entry[] {
  return Object.entries(document.paths)
    .flatMap(([path, item]) =>
      methods.flatMap((method): readonly Entry[] => {
        const operation = item[method];
        return operation?.tags?.includes(tag) ? [{ method, path, operation }] : [];
      }),
    )
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function idOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

function paragraph(text: string | undefined): string {
  return text === undefined ? '' : `<p>${inline(text)}</p>`;
}

function paragraphs(text: string | undefined): string {
  return (text ?? '').split('\n\n').filter(Boolean).map(paragraph).join('');
}

/** `code` in back quotes. */
function inline(text: string): string {
  return text
    .split('`')
    .map((piece, at) => (at % 2 === 1 ? `<code>${escapeHtml(piece)}</code>` : escapeHtml(piece)))
    .join('');
}

function renderOperation(document: OpenApi, { method, path, operation }: Entry): string {
  const parameters = operation.parameters ?? [];
  return `<details id="${escapeHtml(operation.operationId ?? '')}"><summary><span class="method">${method.toUpperCase()}</span> <code>${breakable(path)}</code> <span class="what">${escapeHtml(operation.summary ?? '')}</span></summary>
<div class="operation"><p class="access">${accessOf(operation)}</p>${paragraph(operation.description)}${
    parameters.length === 0 ? '' : `<h3>Parameters</h3><dl>${parameters.map(renderParameter).join('')}</dl>`
  }${renderBody(document, operation)}<h3>Answers</h3><dl>${Object.entries(operation.responses)
    .map(([status, response]) => renderResponse(document, status, response))
    .join('')}</dl></div></details>
`;
}

/** A long path may break behind its slashes. */
function breakable(path: string): string {
  return escapeHtml(path).replaceAll('/', '/<wbr>');
}

function accessOf(operation: OpenApiOperation): string {
  const [first] = operation.security ?? [];
  if (first === undefined) return 'Open to everybody.';
  const scopes = Object.values(first).flat();
  return scopes.length === 0
    ? 'For everybody who signed in.'
    : `Needs the scope ${scopes.map((scope) => `<code>${escapeHtml(scope)}</code>`).join(', ')}.`;
}

function renderParameter(parameter: OpenApiParameter): string {
  const { name, in: where, required, schema, description } = parameter;
  return `<dt><code>${escapeHtml(name)}</code> <small>${where}${required ? '' : ', may be left out'}</small></dt><dd>${renderSchema(schema ?? {})}${paragraph(description ?? schema?.description)}</dd>`;
}

function renderBody(document: OpenApi, { requestBody }: OpenApiOperation): string {
  if (requestBody === undefined) return '';
  const media = Object.entries(requestBody.content)
    .map(([type, value]) => renderMedia(document, type, value))
    .join('');
  return `<h3>Body</h3>${paragraph(requestBody.description)}${media}`;
}

function renderResponse(document: OpenApi, status: string, response: OpenApiResponse): string {
  const media = Object.entries(response.content ?? {})
    .filter(([type]) => type !== 'application/problem+json')
    .map(([type, value]) => renderMedia(document, type, value))
    .join('');
  return `<dt><code>${escapeHtml(status)}</code></dt><dd>${paragraph(response.description)}${media}</dd>`;
}

function renderMedia(document: OpenApi, type: string, { schema, example }: OpenApiMedia): string {
  const shown = example ?? exampleOf(schema);
  const text = typeof shown === 'string' ? shown : JSON.stringify(shown, undefined, 2);
  return `<div class="media"><p><code>${escapeHtml(type)}</code></p>${schema === undefined ? '' : renderSchema(schema, document)}${
    text === undefined ? '' : `<pre>${escapeHtml(text)}</pre>`
  }</div>`;
}
