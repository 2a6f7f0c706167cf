/** Figures of the checks of HTML: the twelve breakages, each with one fault, and the four good documents. */
import { attributes } from '../../src/checks/message/html/attributes.ts';
import { complete } from '../../src/checks/message/html/complete.ts';
import { nesting } from '../../src/checks/message/html/nesting.ts';
import { brokenHtml, goodHtml, runOnHtml } from '../../src/checks/message/html/testing.ts';
import { atLeast, atMost, type FigureRow } from './figure-row.ts';

const checks = [nesting, complete, attributes];

/** Failures of the structure: which check, which message, the line in the HTML. */
function faultsOf(lines: readonly string[]): readonly { readonly said: string; readonly line: number }[] {
  const html = lines.join('\r\n');
  return checks.flatMap((check) =>
    runOnHtml(check, html)
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ message, place }) => ({
        said: `${check.id} ${message}`,
        line: html.slice(0, place?.decoded?.start ?? 0).split('\n').length,
      })),
  );
}

export async function checkHtmlFigures(): Promise<readonly FigureRow[]> {
  const located = brokenHtml.filter(({ lines, said, line }) =>
    faultsOf(lines).some((fault) => fault.said === said && Math.abs(fault.line - line) <= 1),
  );
  const alone = brokenHtml.filter(({ lines }) => faultsOf(lines).length === 1);
  const alarms = goodHtml.filter(({ lines }) => faultsOf(lines).length > 0);
  return [
    atLeast('HTML: breakages located within one line, of 12', located.length, brokenHtml.length),
    atLeast('HTML: of those, told with one finding', alone.length, brokenHtml.length),
    atMost('HTML: good documents with a false alarm, of 4', alarms.length, 0),
  ];
}
