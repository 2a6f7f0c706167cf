/**
 * Measures the advice, not the category: who spoke, who must act, the first fix, and what must not be said. The labels were written by
 * reading, before anything was run; by tools/advice.jsonl the program is mended, by tools/advice-unseen.jsonl it is only measured, and
 * of that none is shown.
 * usage: node tools/measure-advice.ts [--wrong N] [--kind KIND] [--record]
 *
 * --record: before anything is mended by a new batch, writes into tools/advice-unseen.jsonl what the rules alone say of each text when
 * they see it for the first time; tools/learn-speakers.ts learns from it once the batch is among the others.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { explainArrival } from '../src/explain/explain.ts';
import { type SaidByRules, saidByRules } from '../src/explain/likely-speaker.ts';
import { readArrivals } from '../src/explain/read-arrivals.ts';
import type { Verdict } from '../src/explain/verdict.ts';
import { readDataFolder } from '../src/main/data-folder.ts';
import { createExplainServices } from '../src/main/services.ts';
import { readJsonLines } from './json-lines.ts';

interface Labelled {
  readonly text: string;
  /** Roles and actors that a careful reader accepts. */
  readonly who: readonly string[];
  readonly actor: readonly string[];
  /** Whom our own server turned away; absent: it turned nobody away. */
  readonly turnedAway?: 'stranger' | 'own';
  /** Fixes that may come first; [] where there is nothing to do. */
  readonly first: readonly string[];
  /** Fixes that would be wrong anywhere. */
  readonly never: readonly string[];
  readonly kind: string;
  /** What the rules said of it at its first run; absent: nothing. */
  readonly firstRun?: SaidByRules;
}

const { values } = parseArgs({
  options: {
    wrong: { type: 'string', default: '0' },
    kind: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
});
const services = createExplainServices(readDataFolder('data'));

/** Labels name the usual fixes; those in whose place this one stands (`instead` in data/fixes.toml) are the same advice for another reader. */
const usualOf = (id: string): readonly string[] =>
  [...services.fixTable.fixes].flatMap(([usual, { instead }]) =>
    [...instead.values()].includes(id) || services.fixTable.fixes.get(id)?.like === usual ? [usual] : [],
  );
const isFirst = (id: string, first: readonly string[]): boolean =>
  [id, ...usualOf(id)].some((one) => first.includes(one));
const isWrong = (id: string, never: readonly string[]): boolean => {
  const usual = usualOf(id);
  return never.includes(id) || (usual.length > 0 && usual.every((one) => never.includes(one)));
};

async function verdictOf(text: string, asked = services): Promise<Verdict | undefined> {
  for (const arrival of readArrivals(Buffer.from(text)))
    if (arrival.ok) return (await explainArrival(arrival.value, asked)).verdicts[0];
  return undefined;
}

/** What of the advice is as it should be. */
function judge({ who, actor, turnedAway, first, never }: Labelled, verdict: Verdict | undefined) {
  if (verdict === undefined) return { who: false, actor: false, first: first.length === 0, never: true };
  const ids = verdict.fixes.map(({ id }) => id);
  const side =
    verdict.turnedAway === undefined ? undefined : verdict.turnedAway.own === undefined ? 'stranger' : 'own';
  return {
    who: who.includes(verdict.speaker.role) && side === turnedAway,
    actor: actor.includes(verdict.actor),
    first: first.length === 0 ? ids.length === 0 : isFirst(ids[0] ?? '', first),
    never: !ids.some((id) => isWrong(id, never)),
  };
}

async function measure(file: string, shown: number): Promise<void> {
  const labelled = readJsonLines<Labelled>(join(import.meta.dirname, file)).filter(
    ({ kind }) => values.kind === undefined || kind === values.kind,
  );
  const right = { who: 0, actor: 0, first: 0, never: 0 };
  let left = shown;
  for (const one of labelled) {
    const verdict = await verdictOf(one.text);
    const judged = judge(one, verdict);
    const faults = (Object.keys(right) as (keyof typeof right)[]).filter((part) => !judged[part]);
    for (const part of Object.keys(right) as (keyof typeof right)[]) if (judged[part]) right[part] += 1;
    if (faults.length === 0 || left <= 0) continue;
    left -= 1;
    console.log(`${faults.join(' ')} [${one.kind}] ${one.text.slice(0, 240).replaceAll('\n', ' ⏎ ')}`);
    console.log(
      `   ${verdict?.category} · ${verdict?.speaker.role} · ${verdict?.actor} · ${verdict?.fixes.map(({ id }) => id).join(', ')}`,
    );
    console.log(
      `   label: ${one.turnedAway ?? ''} ${one.who.join('|')} · ${one.actor.join('|')} · first ${one.first.join('|')} · never ${one.never.join(', ')}`,
    );
  }
  if (labelled.length === 0) return;
  const share = (count: number): string =>
    `${count}/${labelled.length} = ${((100 * count) / labelled.length).toFixed(1)} %`;
  console.log(
    `${file}: who spoke ${share(right.who)}; who must act ${share(right.actor)}; first fix ${share(right.first)}; nothing wrong said ${share(right.never)}`,
  );
}

const UNSEEN = 'advice-unseen.jsonl';

async function record(): Promise<void> {
  const path = join(import.meta.dirname, UNSEEN);
  const { likelySpeaker: _, ...rulesAlone } = services;
  const lines: string[] = [];
  for (const one of readJsonLines<Labelled>(path)) {
    const verdict = await verdictOf(one.text, rulesAlone);
    const firstRun =
      verdict === undefined ? undefined : saidByRules(verdict.reply, verdict.speaker, verdict.category);
    lines.push(JSON.stringify({ ...one, ...(firstRun !== undefined && { firstRun }) }));
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
}

if (values.record) await record();
await measure('advice.jsonl', Number(values.wrong));
await measure(UNSEEN, 0);
