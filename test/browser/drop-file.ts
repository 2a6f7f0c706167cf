/** Drops a file on the page, as a hand does. Test support. */
import type { Page } from 'playwright-core';

export async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const given = JSON.stringify({ name, text });
  await page.evaluate(`(() => {
    const { name, text } = ${given};
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name));
    for (const kind of ['dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  })()`);
}
