/**
 * The last words of a test run: `N passed, N failed` alone on the last line.
 *
 * Counts tests, files that could not be loaded, errors outside any test, and steps that failed before the tests
 * (tools/test.sh names them in WAYPOST_FAILED_STEPS). With WAYPOST_TALLY the lines go to that file for tools/test.sh to print.
 */
import { writeFileSync, writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Adds up a run; `otherFailures` are failures outside any test. */
export function tallyOf(modules: readonly TestModule[], otherFailures: number): Tally {
  let passed = 0;
  let skipped = 0;
  let failed = otherFailures;
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed += 1;
      else if (state === 'skipped') skipped += 1;
      else failedHere += 1;
    }
    // A file or a hook that fails outside its tests is one failure.
    if (failedHere === 0 && module.state() === 'failed') failedHere = 1;
    failed += failedHere;
  }
  return { passed, failed, skipped };
}

/** The closing text: what was skipped, which steps failed, and last the tally alone on its line. */
export function closingText({ passed, failed, skipped }: Tally, failedSteps: readonly string[]): string {
  const lines = [];
  if (skipped > 0) lines.push(`${skipped} skipped`);
  if (failedSteps.length > 0) lines.push(`failed before the tests: ${failedSteps.join(', ')}`);
  lines.push(`${passed} passed, ${failed} failed`);
  return `${lines.join('\n')}\n`;
}

export class ClosingReporter implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly unknown[],
    reason: 'passed' | 'interrupted' | 'failed',
  ): void {
    const failedSteps = (process.env['WAYPOST_FAILED_STEPS'] ?? '').split(', ').filter((step) => step !== '');
    const counted = tallyOf(modules, unhandledErrors.length + failedSteps.length);
    // Interrupted, or nothing found to run: not a pass.
    const hasNoCause =
      counted.failed === 0 && (reason !== 'passed' || counted.passed + counted.skipped === 0);
    const tally = hasNoCause ? { ...counted, failed: 1 } : counted;
    if (tally.failed > 0) process.exitCode = 1;
    const text = closingText(tally, failedSteps);
    const file = process.env['WAYPOST_TALLY'];
    if (file) writeFileSync(file, text);
    // After everything vitest still has to say.
    else process.once('exit', () => writeSync(1, text));
  }
}
