/** What codes alone say, where no words decide: `data/rejections/codes.toml`. */
import { type CategoryId, isCategoryId } from '../../findings/category.ts';
import { coversCode, coversEnhanced, type TomlTable } from './rule.ts';

/** What a code means by itself. */
export interface CodeMeaning {
  readonly match: string;
  readonly category: CategoryId;
  /** False where the code is used for so much that it only hints. */
  readonly isTelling: boolean;
}

/** The meanings of enhanced codes and of reply codes; the first that covers a code counts. */
export interface CodeTable {
  readonly enhanced: readonly CodeMeaning[];
  readonly reply: readonly CodeMeaning[];
}

function meaningsOf(value: unknown, fileName: string): readonly CodeMeaning[] {
  if (!Array.isArray(value)) return [];
  return value.map((row: TomlTable) => {
    const category = String(row.category);
    if (!isCategoryId(category))
      throw new Error(`${fileName}: code '${row.match}': unknown category '${category}'`);
    return { match: String(row.match), category, isTelling: row.telling === true };
  });
}

/** Reads `data/rejections/codes.toml`. */
export function parseCodes(fileName: string, file: TomlTable): CodeTable {
  return { enhanced: meaningsOf(file.enhanced, fileName), reply: meaningsOf(file.reply, fileName) };
}

/** What an enhanced code means (RFC 3463), undefined where nothing is said of it. */
export function meaningOfEnhanced(table: CodeTable, enhanced: string): CodeMeaning | undefined {
  return table.enhanced.find((row) => coversEnhanced(row.match, enhanced));
}

/** What a reply code means (RFC 5321 §4.2), undefined where nothing is said of it. */
export function meaningOfReplyCode(table: CodeTable, code: number): CodeMeaning | undefined {
  return table.reply.find((row) => coversCode(row.match, code));
}
