/** A change plan in the forms that machines take: zone lines, an nsupdate script, a table. */
import { absoluteName, plainValue } from '../../base/zone-text.ts';
import { zoneValue } from '../../findings/say/fix-lines.ts';
import type { PlanForm, PlanStep, RecordChange } from './types.ts';

const line = ({ name, ttlSeconds, type }: RecordChange, value: string | readonly string[]): string =>
  `${absoluteName(name)} ${ttlSeconds} IN ${type} ${zoneValue(type, value)}`;

/** What goes, TXT records as their strings stand in the zone; as text where nobody looked them up. */
function goneOf({ type, removes, published = [] }: RecordChange): readonly (string | readonly string[])[] {
  if (type !== 'TXT') return removes;
  const known = new Set(published.map((strings) => strings.join('')));
  return [...published, ...removes.filter((text) => !known.has(text))];
}

/** A later step that does not wait takes the value away again. */
const isReplaced = (steps: readonly PlanStep[], change: RecordChange, value: string): boolean =>
  steps.some(
    ({ waitsFor, changes }) =>
      waitsFor === undefined &&
      changes.some(
        ({ name, type, removes }) => name === change.name && type === change.type && removes.includes(value),
      ),
  );

/** What must be so before the records are: text behind a semicolon, which zone files and nsupdate(1) pass over. */
const conditionsOf = ({ files, waitsFor }: PlanStep): readonly string[] => [
  ...(waitsFor === undefined ? [] : [`;   waits for: ${waitsFor}`]),
  ...files.flatMap(({ name, url }) =>
    url === undefined
      ? []
      : [`;   first serve ${plainValue(name)} at ${plainValue(url)} (--plan-files writes it)`],
  ),
];

/**
 * BIND's zone file form (RFC 1035 §5.1); what goes, and what a later step replaces, stands as a comment. Steps that wait
 * are comments as a whole.
 */
function formatZoneLines(steps: readonly PlanStep[]): string {
  return steps
    .flatMap((step, place) => {
      const after = steps.slice(place + 1);
      const leadOf = (change: RecordChange, value: string): string => {
        if (step.waitsFor !== undefined) return '; later: ';
        return isReplaced(after, change, value) ? '; replaced below: ' : '';
      };
      return step.changes.flatMap((change) => [
        `; ${step.id}`,
        ...conditionsOf(step),
        ...goneOf(change).map((value) => `; remove: ${line(change, value)}`),
        ...change.adds.map((value) => `${leadOf(change, value)}${line(change, value)}`),
      ]);
    })
    .map((text) => `${text}\n`)
    .join('');
}

/** A script for nsupdate(1) (RFC 2136); steps that wait are left out, conditions of the others are comments. */
function formatNsupdate(steps: readonly PlanStep[]): string {
  const commands = steps
    .filter(({ waitsFor }) => waitsFor === undefined)
    .flatMap((step) => step.changes.map((change) => ({ step, change })))
    .flatMap(({ step, change }) => [
      `; ${step.id}`,
      ...conditionsOf(step),
      ...goneOf(change).map(
        (value) =>
          `update delete ${absoluteName(change.name)} ${change.type} ${zoneValue(change.type, value)}`,
      ),
      ...change.adds.map(
        (value) =>
          `update add ${absoluteName(change.name)} ${change.ttlSeconds} ${change.type} ${zoneValue(change.type, value)}`,
      ),
    ]);
  return commands.length === 0 ? '' : `${commands.join('\n')}\nsend\n`;
}

/** RFC 4180; a cell that a spreadsheet would take for a formula is led by an apostrophe. */
const cell = (text: string): string => {
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
};

/** One row a record: step, state, name, type, TTL, before, after; values in one line each, other octets as \DDD. */
function formatCsv(steps: readonly PlanStep[]): string {
  const rows = steps.flatMap((step) =>
    step.changes.map((change) => [
      step.id,
      step.proof.state === 'proven' ? 'proven' : 'waits',
      change.name,
      change.type,
      String(change.ttlSeconds),
      change.removes.map(plainValue).join('\n'),
      change.adds.map(plainValue).join('\n'),
    ]),
  );
  const head = ['step', 'state', 'name', 'type', 'ttl', 'before', 'after'];
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** The plan in a form; 'text' is said with the audit instead. */
export function formatPlan(steps: readonly PlanStep[], form: Exclude<PlanForm, 'text'>): string {
  if (form === 'zone') return formatZoneLines(steps);
  return form === 'nsupdate' ? formatNsupdate(steps) : formatCsv(steps);
}
