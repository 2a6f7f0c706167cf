/** The dashboard's files, read once and answered from memory: compressed where it helps, with the headers that keep pages safe. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** By path with a leading '/'. */
export interface DashboardFiles {
  /** An answer for every GET and HEAD below '/'; what is no file of its own is the page itself. */
  readonly answer: (request: Request, isSecure: boolean) => Response;
  readonly count: number;
}

interface FileAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
  readonly isForEver: boolean;
  gzip?: Uint8Array<ArrayBuffer>;
  brotli?: Uint8Array<ArrayBuffer>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSIBLE = /^(text\/|application\/(json|manifest)|image\/svg)/;
const MIN_COMPRESSED = 1024;

/**
 * Nothing but what this server gives, no script or style inside a page, no frame around it. Frames inside are the checked messages,
 * which carry a sandbox of their own.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every page. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

/** Half a year: so long a browser that came by HTTPS comes by HTTPS alone. */
export const TRANSPORT = 'max-age=15552000';

/** undefined where the folder holds no index.html. */
export function readDashboard(folder: string): DashboardFiles | undefined {
  const files = new Map<string, FileAnswer>();
  for (const path of listFiles(folder)) {
    const name = `/${relative(folder, path).replaceAll('\\', '/')}`;
    const bytes = Uint8Array.from(readFileSync(path));
    files.set(name, {
      bytes,
      type: TYPES[extname(path)] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      // Vite names what stands in assets/ by its content.
      isForEver: /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(name),
    });
  }
  const page = files.get('/index.html');
  if (page === undefined) return undefined;
  return {
    count: files.size,
    answer: (request, isSecure) => {
      const path = pathOf(request.url);
      const found = files.get(path === '/' ? '/index.html' : path);
      // A file that is gone after an upgrade must not be answered with the page.
      if (found === undefined && /^\/assets\/|\.(js|css|map|svg|png|ico|woff2|json)$/.test(path))
        return new Response('not found\n', {
          status: 404,
          headers: { ...SAFE_HEADERS, 'content-type': 'text/plain' },
        });
      return answerWith(found ?? page, request, isSecure);
    },
  };
}

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

function pathOf(url: string): string {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return '/';
  }
}

function answerWith(file: FileAnswer, request: Request, isSecure: boolean): Response {
  const headers: Record<string, string> = {
    ...SAFE_HEADERS,
    'content-type': file.type,
    etag: file.etag,
    'cache-control': file.isForEver ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    ...(isSecure && { 'strict-transport-security': TRANSPORT }),
  };
  if (request.headers.get('if-none-match')?.includes(file.etag) === true)
    return new Response(null, { status: 304, headers });
  const { bytes, coding } = encoded(file, request.headers.get('accept-encoding') ?? '');
  if (coding !== undefined) headers['content-encoding'] = coding;
  headers['content-length'] = String(bytes.byteLength);
  return new Response(request.method === 'HEAD' ? null : bytes, { status: 200, headers });
}

/** Compressed when it is first asked for. */
function encoded(
  file: FileAnswer,
  accepted: string,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly coding?: string } {
  if (file.bytes.byteLength < MIN_COMPRESSED || !COMPRESSIBLE.test(file.type)) return { bytes: file.bytes };
  if (/\bbr\b(?!;q=0)/.test(accepted)) {
    file.brotli ??= Uint8Array.from(
      brotliCompressSync(file.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
    return { bytes: file.brotli, coding: 'br' };
  }
  if (/\bgzip\b(?!;q=0)/.test(accepted)) {
    file.gzip ??= Uint8Array.from(gzipSync(file.bytes, { level: 9 }));
    return { bytes: file.gzip, coding: 'gzip' };
  }
  return { bytes: file.bytes };
}
