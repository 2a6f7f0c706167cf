/** The RFC 7208 suite three ways, and the SPF linter over its records. */
import { lintSuite, scoreLinter } from '../../test/spf-suite/linted.ts';
import { hasSuite } from '../../test/spf-suite/suite.ts';
import {
  evaluateByAudit,
  evaluateDirectly,
  overSockets,
  overStub,
  scoreSuite,
} from '../../test/spf-suite/ways.ts';
import { atLeast, atMost, type FigureRow } from './figure-row.ts';

/** Cases of the suite, its permerror records and its valid ones (test/spf-suite/linted.ts says how they are counted). */
const [cases, permerrors, valid] = [203, 74, 90];

/** None where the suite is missing. */
export async function spfFigures(): Promise<readonly FigureRow[]> {
  if (!hasSuite) return [];
  const ways = [
    ['over a stub', await scoreSuite(evaluateDirectly, overStub)],
    ['over UDP', await scoreSuite(evaluateDirectly, overSockets())],
    ['over TCP after a cut answer', await scoreSuite(evaluateDirectly, overSockets('truncated'))],
    ['as the audit of a sending address, over UDP', await scoreSuite(evaluateByAudit, overSockets())],
  ] as const;
  const linter = scoreLinter(await lintSuite());
  return [
    ...ways.map(([way, { right, all }]) => atLeast(`RFC 7208 suite ${way} (of ${all})`, right, cases)),
    atLeast(`SPF linter: permerror records flagged (of ${linter.permerror})`, linter.flagged, permerrors),
    atLeast(`SPF linter: the right term named (of ${linter.permerror})`, linter.rightTerm, permerrors),
    atLeast('SPF linter: valid records looked at', linter.valid, valid),
    atMost(`SPF linter: false errors (of ${linter.valid})`, linter.falseErrors, 0),
  ];
}
