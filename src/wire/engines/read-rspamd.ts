/** Reads what rspamd answers to /checkv2 (JSON; rspamd's protocol documentation). Never throws. */
import { parseForeignJson } from '../../base/marks.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { engineSymbol, inOrder, isSymbolName } from './symbols.ts';
import type { EngineAnswer, EngineSymbol } from './types.ts';

type Table = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const finite = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** `server`: the Server field of the answer, 'rspamd/3.4'. Problems: 'not-rspamd', 'skipped'. */
export function readRspamdAnswer(body: string, server: string): Result<EngineAnswer> {
  let answer: unknown;
  try {
    answer = parseForeignJson(body);
  } catch {
    // What is no JSON comes from something that is no rspamd.
    return failed('not-rspamd', 'The answer is no JSON.');
  }
  if (!isTable(answer)) return failed('not-rspamd', 'The answer is no JSON object.');
  if (text(answer['error']) !== '')
    return failed('engine-error', `rspamd says: ${text(answer['error']).slice(0, 200)}`);
  if (answer['is_skipped'] === true) return failed('skipped', 'rspamd skipped the message by its settings.');
  const score = finite(answer['score']);
  const threshold = finite(answer['required_score']);
  if (score === undefined || threshold === undefined || !isTable(answer['symbols']))
    return failed('not-rspamd', 'The answer has no score, no threshold or no symbols.');
  const version = /^rspamd\/([0-9][\w.-]{0,30})/.exec(server)?.[1];
  return ok({
    engine: 'rspamd',
    ...(version !== undefined && { version }),
    score,
    threshold,
    action: text(answer['action']).slice(0, 60),
    symbols: inOrder(Object.entries(answer['symbols']).flatMap(([name, value]) => symbolOf(name, value))),
  });
}

function symbolOf(name: string, value: unknown): readonly EngineSymbol[] {
  if (!isTable(value) || !isSymbolName(name)) return [];
  const options = Array.isArray(value['options']) ? value['options'].map(text) : [];
  return [engineSymbol(name, finite(value['score']) ?? 0, text(value['description']), options)];
}
