/**
 * Figures of the checks of HTML: the twelve breakages, each with one fault, the four good documents, and faults planted one at
 * a time in the newsletters of ../shared.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attributes } from '../../src/checks/message/html/attributes.ts';
import { complete } from '../../src/checks/message/html/complete.ts';
import { nesting } from '../../src/checks/message/html/nesting.ts';
import {
  brokenHtml,
  goodHtml,
  htmlGiven,
  htmlMail,
  runOnHtml,
} from '../../src/checks/message/html/testing.ts';
import { applyEdits } from '../../src/preflight/apply-edits.ts';
import { readMailView } from '../../src/wire/mail-view/index.ts';
import { atLeast, atMost, type FigureRow } from './figure-row.ts';
import { plantFaults } from './planted-html.ts';

const checks = [nesting, complete, attributes];

interface Fault {
  readonly said: string;
  readonly line: number;
  /** With that of the other half. */
  readonly lines: readonly number[];
}

/** Failures of the structure: which check, which message, the line in the HTML. */
function faultsOf(lines: readonly string[]): readonly Fault[] {
  const html = lines.join('\r\n');
  return checks.flatMap((check) =>
    runOnHtml(check, html)
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ message, place, data }) => {
        const line = html.slice(0, place?.decoded?.start ?? 0).split('\n').length;
        const other = typeof data.otherLine === 'number' ? [data.otherLine] : [];
        return { said: `${check.id} ${message}`, line, lines: [line, ...other] };
      }),
  );
}

/** Each fix that is offered, applied alone: is its finding gone, and no other come? Through base64 and eight bits in turn. */
function triedFixes(html: string): readonly boolean[] {
  const raw = htmlMail(html, { transfer: html.length % 2 === 0 ? 'base64' : '8bit' });
  const before = countsIn(raw);
  return checks.flatMap((check) =>
    check.run(readMailView(raw), htmlGiven).flatMap(({ message, fixes }) =>
      fixes.flatMap((fix) => {
        if (fix.kind !== 'message') return [];
        const after = countsIn(applyEdits(raw, [fix.edit]));
        const key = `${check.id} ${message}`;
        const isGone = (after.get(key) ?? 0) < (before.get(key) ?? 0);
        return [isGone && [...after].every(([other, count]) => count <= (before.get(other) ?? 0))];
      }),
    ),
  );
}

function countsIn(raw: Uint8Array): ReadonlyMap<string, number> {
  const view = readMailView(raw);
  const counts = new Map<string, number>();
  for (const check of checks)
    for (const { outcome, message } of check.run(view, htmlGiven))
      if (outcome === 'fail') {
        const key = `${check.id} ${message}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
  return counts;
}

const newsletters = join(import.meta.dirname, '../../../shared/corpora/newsletters');

/** One fault at a time in the newsletters: how many findings name a line within one of where it was planted. */
function plantedFigures(): readonly FigureRow[] {
  if (!existsSync(newsletters)) return [];
  const names = readdirSync(newsletters).filter((name) => name.endsWith('.eml'));
  const parts = names.flatMap((name) => readMailView(readFileSync(join(newsletters, name))).texts);
  let planted = 0;
  let found = 0;
  let offered = 0;
  let held = 0;
  for (const { kind, text } of parts) {
    if (kind !== 'html') continue;
    const before = new Set(faultsOf(text.split('\n')).map(({ said }) => said));
    for (const { html, places } of plantFaults(text, 2)) {
      planted += 1;
      const fixes = planted % 4 === 0 ? triedFixes(html) : [];
      offered += fixes.length;
      held += fixes.filter((holds) => holds).length;
      const lines = places.map((offset) => html.slice(0, offset).split('\n').length);
      const faults = faultsOf(html.split('\n')).filter(({ said }) => !before.has(said));
      if (
        faults.some((fault) => fault.lines.some((line) => lines.some((right) => Math.abs(line - right) <= 1)))
      )
        found += 1;
    }
  }
  const share = planted === 0 ? 0 : Math.round((1000 * found) / planted) / 10;
  return [
    atLeast(`HTML: ${planted} faults planted in good mail, located, %`, share, 98),
    atMost(`HTML: of ${offered} fixes offered for a quarter of them, not holding`, offered - held, 0),
  ];
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
    ...plantedFigures(),
  ];
}
