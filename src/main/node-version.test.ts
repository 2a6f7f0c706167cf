import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { oldNodeProblem } from './node-version.ts';

test('an old Node is told with its version', () => {
  expect(oldNodeProblem('20.20.2')).toBe('waypost needs Node 24 or newer, and this is Node 20.20.2.');
  expect(oldNodeProblem('24.0.0')).toBeUndefined();
  expect(oldNodeProblem('100.1.0')).toBeUndefined();
  expect(oldNodeProblem(process.versions.node)).toBeUndefined();
});

test('it is the one that the package asks for', () => {
  const { engines } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(oldNodeProblem('1.0.0')).toContain(`Node ${engines.node.replace('>=', '')} or newer`);
});
