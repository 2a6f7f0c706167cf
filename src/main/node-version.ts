/** The Node that the program runs under (package.json, `engines`). */

const OLDEST = 24;

/** What to tell a user whose Node is too old, undefined where it is not; `version` as in `process.versions.node`. */
export function oldNodeProblem(version: string): string | undefined {
  if (Number.parseInt(version, 10) >= OLDEST) return undefined;
  return `waypost needs Node ${OLDEST} or newer, and this is Node ${version}.`;
}
