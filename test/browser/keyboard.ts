/** What somebody without a mouse sees: where the focus is, and that it is seen. Test support. */
import type { Page } from 'playwright-core';

interface Focused {
  /** 'button: Explain'. */
  readonly name: string;
  /** An outline is drawn around it, or around what stands for it. */
  readonly isSeen: boolean;
  readonly isInView: boolean;
}

const look = `(() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const name = (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent ?? '').trim().replace(/\\s+/g, ' ').slice(0, 80);
  return {
    name: at.tagName.toLowerCase() + ': ' + name,
    isSeen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    isInView: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
})()`;

export const focused = (page: Page): Promise<Focused> => page.evaluate<Focused>(look);

/** Presses Tab until the focus is at `selector`; answers what was passed that could not be seen. Throws after `most` presses. */
export async function tabTo(page: Page, selector: string, most = 80): Promise<readonly string[]> {
  const unseen: string[] = [];
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    const { name, isSeen, isInView } = await focused(page);
    if (!isSeen || !isInView) unseen.push(name);
    if (await page.locator(selector).evaluateAll((found) => found.some((one) => one.matches(':focus'))))
      return unseen;
  }
  throw new Error(`the focus never came to ${selector}`);
}
