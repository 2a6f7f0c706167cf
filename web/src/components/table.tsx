/** A table whose rows become cards on a narrow screen, and the button for what is behind the last row. */
import type { ComponentChildren } from 'preact';
import { t } from '../texts/texts.ts';

export interface Column<T> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: T) => ComponentChildren;
  /** 'number': to the right; 'short': never broken. */
  readonly kind?: 'number' | 'short';
  /** The cell names its row: one column of each table. */
  readonly isHead?: boolean;
}

interface DataTableProps<T> {
  /** What the table is, for those who do not see what stands above it. */
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
}

export function DataTable<T>({ caption, columns, rows, keyOf }: DataTableProps<T>) {
  return (
    <div class="table">
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, title, kind }) => (
              <th key={id} scope="col" class={kind}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell<T>({ column, row }: { readonly column: Column<T>; readonly row: T }) {
  const content = <div class="cell">{column.cell(row)}</div>;
  return column.isHead ? (
    <th scope="row" data-label={column.title} class={column.kind}>
      {content}
    </th>
  ) : (
    <td data-label={column.title} class={column.kind}>
      {content}
    </td>
  );
}

/** Shown while there is more; rows that come are added below. */
export function More({
  next,
  isLoading,
  load,
}: {
  readonly next: string | undefined;
  readonly isLoading: boolean;
  readonly load: () => void;
}) {
  if (next === undefined) return null;
  return (
    <div class="row">
      <button type="button" disabled={isLoading} onClick={load}>
        {t(isLoading ? 'common.loading' : 'common.more')}
      </button>
    </div>
  );
}
