/**
 * Reads what SpamAssassin's spamd answers (spamd/PROTOCOL of its source, version 1.5): a status line, header fields, and for
 * REPORT the report as its template writes it, whose table names every rule with its points. A name stands in 22 columns,
 * words that are too long for a line go on under their column. Never throws.
 */
import { failed, ok, type Result } from '../../base/result.ts';
import { engineSymbol, inOrder, isSymbolName } from './symbols.ts';
import type { EngineAnswer, EngineSymbol } from './types.ts';

/** Status line, fields (lower case) and body of an answer. */
export interface SpamdReply {
  readonly code: number;
  readonly status: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly body: string;
}

const MAX_LINES = 20_000;

/** Takes an answer apart. Problems: 'not-spamd', 'engine-error', 'cut-off' (shorter than it says). */
export function readSpamdReply(answer: string): Result<SpamdReply> {
  const end = answer.indexOf('\r\n\r\n');
  const [first = '', ...lines] = (end < 0 ? answer : answer.slice(0, end)).split('\r\n', 50);
  const [, code = '', status = ''] = /^SPAMD\/\d{1,3}\.\d{1,3} (\d{1,3}) (.{0,200})$/.exec(first) ?? [];
  if (code === '') return failed('not-spamd', 'The answer does not begin as one of spamd.');
  if (code !== '0') return failed('engine-error', `spamd says: ${code} ${status}`);
  const fields: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) fields[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const body = end < 0 ? '' : answer.slice(end + 4);
  const length = Number(fields['content-length'] ?? body.length);
  if (end < 0 || body.length < length) return failed('cut-off', 'The answer of spamd is cut off.');
  return ok({ code: 0, status, fields, body });
}

/** Reads the answer to REPORT. */
export function readSpamdReport({ fields, body }: SpamdReply): Result<EngineAnswer> {
  // 'True ; 12.3 / 5.0'
  const said = /^(true|yes|false|no) ; (-?\d{1,6}(?:\.\d{1,3})?) \/ (-?\d{1,6}(?:\.\d{1,3})?)$/i.exec(
    fields['spam'] ?? '',
  );
  if (said === null) return failed('not-spamd', 'The answer says nothing about spam.');
  const isSpam = /^(true|yes)$/i.test(said[1] ?? '');
  return ok({
    engine: 'SpamAssassin',
    score: Number(said[2]),
    threshold: Number(said[3]),
    action: isSpam ? 'spam' : 'not spam',
    symbols: inOrder(symbolsIn(body)),
  });
}

/**
 * The rules of the report's table. Before it stands a preview of the message, whose lines are the sender's: only what follows
 * the last rule of dashes counts.
 */
function symbolsIn(report: string): readonly EngineSymbol[] {
  const lines = report.split('\n', MAX_LINES).map((line) => line.replace(/\r$/, ''));
  const head = lines.findLastIndex((line) => line.startsWith('---- ----------------------'));
  const rows: { name: string; score: number; words: string[]; options: string[] }[] = [];
  for (const line of head < 0 ? [] : lines.slice(head + 1)) {
    const row = rowOf(line);
    const last = rows.at(-1);
    if (row !== undefined) rows.push(row);
    else if (line.startsWith(' '.repeat(20)) && last !== undefined) addTo(last, line.trim());
    else if (line.trim() === '' && rows.length > 0) break;
  }
  return rows.map(({ name, score, words, options }) => engineSymbol(name, score, words.join(' '), options));
}

function rowOf(line: string) {
  const [, points = '', name = '', rest = ''] =
    /^ {0,6}(-?\d{1,5}(?:\.\d{1,3})?) (\S{1,100})(.{0,400})/.exec(line) ?? [];
  return isSymbolName(name) ? { name, score: Number(points), words: [rest.trim()], options: [] } : undefined;
}

/** What a rule hit stands in brackets, its words go on without. */
function addTo(row: { readonly words: string[]; readonly options: string[] }, text: string): void {
  if (text.startsWith('[')) row.options.push(text.replace(/^\[|\]$/g, ''));
  else if (row.words.length < 5) row.words.push(text);
}

/** The names of the answer to SYMBOLS, without points: where the report has a form of its own. */
export function readSpamdSymbols(body: string): readonly EngineSymbol[] {
  const names = body.slice(0, 100_000).split(/[,\s]/, 1000).filter(isSymbolName);
  return inOrder([...new Set(names)].map((name) => engineSymbol(name, 0, '', [])));
}

/** '4.0.1' of the answer to HEADERS, where the server says it. */
export function readSpamdVersion({ body }: SpamdReply): string | undefined {
  return /^X-Spam-Checker-Version: SpamAssassin (\d[\w.-]{0,30})/im.exec(body.slice(0, 20_000))?.[1];
}
