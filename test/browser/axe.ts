/** Accessibility by axe-core. It comes in through the debugger, which the page's policy does not bind: the policy stays as it is. Test support. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Violations as 'rule: selector, selector'; with the rules of best practice. Frames of others are left out: what is in them is not ours. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate('typeof window.axe === "object"'))) await page.evaluate(axe.source);
  return page.evaluate<
    readonly string[]
  >(`axe.run(document, { iframes: false, resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 5).map(({ target }) => target.join(' ')).join(', ')))`);
}
