/** Gives a document to the browser as a file. */

export function saveJson(document: unknown, name: string): void {
  const url = URL.createObjectURL(
    new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: 'application/json' }),
  );
  const link = window.document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has read it by then; until it is revoked it keeps its memory.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
