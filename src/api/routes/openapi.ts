/** The API about itself: its OpenAPI 3.1 document and a page made from it. Added last: the document has every route. */
import { createHash } from 'node:crypto';
import { docsStyle } from '../docs/docs-style.ts';
import { renderDocs } from '../docs/render-docs.ts';
import type { OpenApi } from '../docs/types.ts';
import { type Api, addRoute, z } from '../kit/index.ts';
import type { ApiServices } from '../services.ts';

/** In the order of the page. Routes name one of them. */
export const chapters: readonly { readonly name: string; readonly description: string }[] = [
  { name: 'Ask', description: 'Questions that are answered at once.' },
  { name: 'Jobs', description: 'Questions that take longer, with progress.' },
  { name: 'Reports', description: 'Everything that was asked and answered.' },
  { name: 'Shares', description: 'Links that show one report to others.' },
  { name: 'Subjects', description: 'The domains, hosts and addresses that are watched.' },
  { name: 'Listings', description: 'What DNS lists say of them, over time.' },
  { name: 'Alerts', description: 'What got worse, with its cause.' },
  { name: 'Targets', description: 'Where alerts are sent.' },
  { name: 'Settings', description: 'What is set in the dashboard.' },
  { name: 'Events', description: 'What happens, live.' },
  { name: 'Session', description: 'Signing in, and one’s own account.' },
  { name: 'People', description: 'Accounts, for administrators.' },
  { name: 'Tokens', description: 'Access for programs.' },
  { name: 'Audit log', description: 'Who changed what.' },
  { name: 'Public page', description: 'Asking without login, where the server allows it.' },
  { name: 'Server', description: 'What this server is.' },
];

const description = `Explains every mail rejection, audits domains and hosts, checks messages.

Who asks shows a token (\`Authorization: Bearer wp_…\`) or the cookie of a session. With a cookie, changes are taken from the server's own pages only.

Failures are \`application/problem+json\` (RFC 9457); \`code\` is for programs. Lists come in pages: \`?limit=…&after=<next>\`. Single things carry an ETag; changes name it in \`If-Match\`. POST takes an \`Idempotency-Key\`. Sentences name what could be given as members of a request (\`options.senderIp\`); with \`Waypost-Surface: page\` as fields of the dashboard, with \`Waypost-Surface: command\` as options of the command line (a stream takes \`?surface=\` instead). Every answer has \`X-Request-Id\`, which the server's log has, too. Any answer can be 429 or 503 with \`Retry-After\`.`;

/** The document of all routes that were added so far. */
export function openApiDocument(api: Api, version: string): OpenApi {
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Waypost API',
      version,
      description,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...chapters],
  });
  const { components } = document;
  return {
    ...document,
    components: {
      ...components,
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'waypost_session',
          description: 'Set by POST /session; `__Host-waypost_session` over TLS.',
        },
        token: { type: 'http', scheme: 'bearer', description: 'An API token: POST /tokens.' },
      },
    },
  } as unknown as OpenApi;
}

/** GET /openapi.json, /docs, /docs.css. */
export function addOpenApiRoutes(api: Api, services: ApiServices): void {
  // Made when it is first asked for: most starts never need it.
  const made = <T>(make: () => T): (() => T) => {
    let value: T | undefined;
    return () => {
      value ??= make();
      return value;
    };
  };
  const document = made(() => openApiDocument(api, services.settings.version));
  const json = made(() => tagged(JSON.stringify(document())));
  const page = made(() => tagged(renderDocs(document(), 'docs.css')));
  const style = made(() => tagged(docsStyle));

  const add = (
    path: string,
    summary: string,
    mediaType: string,
    content: () => Tagged,
    policy?: string,
  ): void =>
    addRoute(
      api,
      {
        method: 'get',
        path,
        tag: 'Server',
        summary,
        access: 'open',
        answers: {
          200: {
            description: 'The same for everybody.',
            schema: mediaType === 'application/json' ? z.record(z.string(), z.unknown()) : z.string(),
            mediaType,
            hasTag: true,
          },
        },
      },
      (c) => {
        const { text, etag } = content();
        const headers = {
          etag,
          'cache-control': 'no-cache',
          ...(policy !== undefined && { 'content-security-policy': policy }),
        };
        if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
        return c.body(text, 200, { ...headers, 'content-type': `${mediaType}; charset=utf-8` });
      },
    );

  add('/openapi.json', 'This document', 'application/json', json);
  add(
    '/docs',
    'This document as a page',
    'text/html',
    page,
    `default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  add('/docs.css', 'The style of the page', 'text/css', style);
}

interface Tagged {
  readonly text: string;
  readonly etag: string;
}

function tagged(text: string): Tagged {
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}
