/**
 * Reads the logs of --log for the selectors that the user's own programs sign with. A log of any length is read line by
 * line, a packed one (gzip, as rotated logs are) as it is unpacked.
 */
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Problem } from '../base/result.ts';
import { UsageError } from '../cli/io.ts';
import { pathError } from '../cli/regular-file.ts';
import type { KnownSelector } from '../gather/audit/index.ts';
import { signingSelectorsIn } from '../wire/logs/index.ts';

export interface LogSelectors {
  readonly selectors: readonly (KnownSelector & { readonly domain: string })[];
  /** What the user should know: a log that tells of no signature. */
  readonly warnings: readonly Problem[];
}

/** Pairs of selector and domain that are kept; a host that signs for more is asked name by name. */
const MAX_PAIRS = 20_000;
/** The rest of a longer line is passed over. */
const MAX_LINE = 65_536;

const option = '--log';

/** Each pair once, in the order of the logs. Throws UsageError where a log cannot be read. */
export async function readLogSelectors(paths: readonly string[]): Promise<LogSelectors> {
  const found = new Map<string, LogSelectors['selectors'][number]>();
  const warnings: Problem[] = [];
  for (const path of paths) {
    let count = 0;
    for await (const line of linesOf(path)) {
      for (const { domain, selector } of signingSelectorsIn(line)) {
        count += 1;
        if (found.size < MAX_PAIRS)
          found.set(`${selector.toLowerCase()} ${domain}`, { selector, domain, origin: 'log' });
      }
    }
    if (count === 0) {
      const message = `${option} ${path} tells of no mail that was signed; give the log of what signs: OpenDKIM, rspamd or amavis.`;
      warnings.push({ code: 'no-selectors', message, data: { path } });
    }
  }
  return { selectors: [...found.values()], warnings };
}

async function* linesOf(path: string): AsyncGenerator<string> {
  try {
    const isPacked = isGzip(path);
    const file = createReadStream(path, { highWaterMark: 1 << 18 });
    const bytes = isPacked ? file.pipe(createGunzip()) : file;
    // An error of the file itself would otherwise be nobody's.
    if (isPacked) file.on('error', (error) => bytes.destroy(error));
    let open = '';
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      const lines = `${open}${chunk.toString('latin1')}`.split('\n');
      open = (lines.pop() ?? '').slice(0, MAX_LINE);
      yield* lines;
    }
    yield open;
  } catch (error) {
    throw error instanceof UsageError ? error : pathError('unreadable-path', option, path, error);
  }
}

/** RFC 1952 §2.3.1. Throws UsageError where the path is no regular file: a device may never end. */
function isGzip(path: string): boolean {
  if (!statSync(path).isFile()) {
    const message = `${option} ${path} cannot be read: it is no regular file.`;
    throw new UsageError({ code: 'no-regular-file', message, data: { option, path } });
  }
  const file = openSync(path, 'r');
  try {
    const head = new Uint8Array(2);
    return readSync(file, head) === 2 && head[0] === 0x1f && head[1] === 0x8b;
  } finally {
    closeSync(file);
  }
}
