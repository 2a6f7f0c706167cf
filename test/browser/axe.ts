/** Accessibility by axe-core. It comes in through the debugger, which the page's policy does not bind: the policy stays as it is. Test support. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../source-files.ts';

const source = readFileSync(join(projectRoot, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** Violations as 'rule: selector, selector'; with the rules of best practice. Frames of others are left out: what is in them is not ours. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate('typeof window.axe === "object"'))) await page.evaluate(source);
  return page.evaluate<
    readonly string[]
  >(`axe.run(document, { iframes: false, resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 5).map(({ target }) => target.join(' ')).join(', ')))`);
}
