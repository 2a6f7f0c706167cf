/** Which document a report holds. It was written by this server, maybe by an older version: the schema's name decides, nothing else. */
import { withMarksShown } from '../texts/show-marks.ts';
import type { AuditDocument, CheckDocument, ExplainDocument } from './types.ts';

export type ShownDocument =
  | { readonly kind: 'explain'; readonly document: ExplainDocument }
  | { readonly kind: 'audit'; readonly documents: readonly AuditDocument[] }
  | { readonly kind: 'check'; readonly documents: readonly CheckDocument[] }
  | { readonly kind: 'other' };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The language that a document is written in; undefined where it does not say, or several differ. */
export function languageOf(shown: ShownDocument): string | undefined {
  const all =
    shown.kind === 'audit'
      ? shown.documents.map(({ words }) => words?.language)
      : shown.kind === 'check'
        ? shown.documents.map((one) => one.language)
        : shown.kind === 'explain'
          ? [shown.document.language]
          : [];
  const languages = new Set(all);
  return languages.size === 1 ? all[0] : undefined;
}

/** One thing, or several: as a list, or as the list that an object holds. */
function several(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  if (!isRecord(document)) return [];
  for (const name of ['reports', 'audits']) {
    const list = document[name];
    if (Array.isArray(list)) return list;
  }
  return [document];
}

/** Pages read a document each time they draw. */
const known = new WeakMap<object, ShownDocument>();

/** With the marks of direction in it made visible: much of it was written by others. */
export function readDocument(document: unknown): ShownDocument {
  if (typeof document !== 'object' || document === null) return { kind: 'other' };
  const before = known.get(document);
  if (before !== undefined) return before;
  const read = shownOf(withMarksShown(document));
  known.set(document, read);
  return read;
}

function shownOf(document: unknown): ShownDocument {
  const all = several(document);
  const schemas = new Set(all.map((one) => (isRecord(one) ? one['schema'] : undefined)));
  if (all.length === 0 || schemas.size !== 1) return { kind: 'other' };
  switch ([...schemas][0]) {
    case 'waypost/explain/1':
      return { kind: 'explain', document: all[0] as ExplainDocument };
    case 'waypost/audit/1':
      return { kind: 'audit', documents: all as readonly AuditDocument[] };
    case 'waypost/check/1':
      return { kind: 'check', documents: all as readonly CheckDocument[] };
    default:
      return { kind: 'other' };
  }
}
