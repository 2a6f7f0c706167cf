/**
 * Measures how often each kind of decision is right on the labelled replies and bounces of ../shared/corpora and writes
 * data/calibration.json. usage: node tools/calibrate.ts [--write]
 *
 * Decisions by known wordings are measured as they fall. The others (hints, concepts, codes) are measured with all known
 * wordings taken out, because that is when they decide: on texts whose wording nobody has written down.
 *
 * Every share is drawn towards that of the wider kind (family and kind, kind, tier, a cautious prior), by PRIOR_WEIGHT
 * imagined cases each; then
 * a part of the error seen is added once more, because rules are always a little better on texts their authors could see
 * than on those they could not (docs/decisions/0006-confidence-is-measured.md).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Arrival } from '../src/explain/arrival.ts';
import {
  type Calibration,
  createClassifier,
  type DecisionFeatures,
  familyKey,
  featureKey,
  uncalibrated,
} from '../src/explain/classify/index.ts';
import { judgeWords } from '../src/explain/judge-words.ts';
import { messageArrival } from '../src/explain/message-arrival.ts';
import { replyFactsOf } from '../src/explain/reply-input.ts';
import { classifierData, readDataFolder } from '../src/main/data-folder.ts';
import collected from './calibrate-collected.json' with { type: 'json' };
import { readJsonLines } from './json-lines.ts';
import { crossValidated, type FirstRun, learnTrust, summaryOf } from './trust.ts';

const PRIOR_WEIGHT = 8;
/** As many imagined cases of the corpora stand beside the first runs. */
const FIRST_RUN_PRIOR = 56;
/** Share of the measured error that is added for texts nobody has seen. */
const UNSEEN_PENALTY = 0.35;
/**
 * Texts collected from public pages and code after the rules were written, labelled before they were run: right answers and all,
 * of the first run of each batch, by tier and length (docs/decisions/0006-confidence-is-measured.md).
 */
const FIRST_RUN: Readonly<Record<string, readonly [right: number, all: number]>> = {
  'decisive long': [248, 264],
  'decisive short': [76, 85],
  'strong long': [269, 303],
  'strong short': [69, 81],
  'concept long': [46, 51],
  'concept short': [68, 79],
  'weak long': [5, 6],
  'weak short': [31, 37],
  'faint long': [4, 10],
  'faint short': [30, 39],
};
/** Texts collected in the same way, run with all known wordings taken out: right answers and all, by kind of decision. */
const WITHOUT_WORDINGS: Readonly<Record<string, readonly number[]>> = collected.tallies;
/** Share below which no kind of strong words falls; promised it is just above one half. */
const LEAST_STRONG = 0.63;
const folder = join(import.meta.dirname, '../../shared/corpora/bounces');

interface Case {
  readonly arrival: Arrival;
  readonly accepted: ReadonlySet<string>;
}

const rows = (name: string) => readJsonLines<Record<string, unknown>>(join(folder, name));

function* cases(): Generator<Case> {
  for (const row of rows('replies.jsonl')) {
    const accepted = new Set(row.accept as string[]);
    if (accepted.has('*')) continue;
    const facts = replyFactsOf(row.text as string);
    yield { arrival: { input: 'reply', kind: 'bounce', refusals: [{ facts, otherTexts: [] }] }, accepted };
  }
  for (const row of rows('messages.jsonl')) {
    const accepted = new Set((row.gold as string[] | undefined) ?? (row.accept as string[][]).flat());
    if (accepted.size === 0 || accepted.has('*') || accepted.has('not-a-bounce')) continue;
    yield { arrival: messageArrival(readFileSync(join(folder, 'messages', row.file as string))), accepted };
  }
}

class Tally {
  right = 0;
  all = 0;
  add(isRight: boolean): void {
    this.all++;
    if (isRight) this.right++;
  }
  /** Drawn towards `prior` by PRIOR_WEIGHT imagined cases. */
  share(prior: number): number {
    return (this.right + PRIOR_WEIGHT * prior) / (this.all + PRIOR_WEIGHT);
  }
}

/** Is this a decision by a wording that was written down? */
const isByWording = (tier: DecisionFeatures['tier']): boolean => tier === 'decisive' || tier === 'strong';

const rounded = (share: number): number => Math.round(Math.max(0, share) * 1000) / 1000;

/** A measured share with a part of its error on top. */
const cautious = (share: number): number => 1 - (1 - share) * (1 + UNSEEN_PENALTY);

/** What is promised for texts that nobody has seen: never more than such texts gave. */
function promised(key: string, share: number): number {
  const [tier = '', ...rest] = key.replace(/^[a-z-]+: /, '').split(' ');
  // What was measured without wordings was measured as on unseen texts.
  const least = isByWording(tier as DecisionFeatures['tier']) ? cautious(share) : share;
  const [right, all] = FIRST_RUN[`${tier} ${rest.at(-1)}`] ?? [0, 0];
  return rounded(Math.min(least, (right + FIRST_RUN_PRIOR * share) / (all + FIRST_RUN_PRIOR)));
}

/** What rules and likeness each said of texts that neither had seen (tools/first-runs.ts). */
const firstRuns = (): readonly FirstRun[] => readJsonLines(join(import.meta.dirname, 'first-runs.jsonl'));

function tallyFor<K>(map: Map<K, Tally>, key: K): Tally {
  const tally = map.get(key) ?? new Tally();
  map.set(key, tally);
  return tally;
}

function measure(): Calibration {
  // Measured without a calibration, so that no kind of decision is hidden behind 'unknown'.
  const neutral = {
    ...uncalibrated,
    byTier: { ...uncalibrated.byTier, 'enhanced-hint': 0.51, 'reply-code': 0.51 },
  };
  // Rules are measured by themselves: what the likeness adds was measured apart, on texts that had not taught it.
  const { likeness: _, ...known } = classifierData(readDataFolder('data'));
  const data = { ...known, calibration: neutral };
  const withWordings = createClassifier(data);
  const rules = data.rules.filter(({ strength }) => !isByWording(strength as DecisionFeatures['tier']));
  const withoutWordings = createClassifier({ ...data, rules });
  const byKey = new Map<string, Tally>();
  const byFamily = new Map<string, Tally>();
  const kindOf = new Map<string, string>();
  const byTier = new Map<DecisionFeatures['tier'], Tally>();
  const unknown = new Tally();
  for (const { arrival, accepted } of cases()) {
    if (arrival.notice !== undefined) continue;
    for (const classifier of [withWordings, withoutWordings]) {
      const [first] = arrival.refusals.map(
        (refusal) => judgeWords(arrival, refusal, classifier).classification,
      );
      if (first === undefined) continue;
      const { features } = first as { features?: DecisionFeatures };
      if (features === undefined) {
        if (classifier === withoutWordings) unknown.add(accepted.has('unknown'));
        continue;
      }
      if (isByWording(features.tier) !== (classifier === withWordings)) continue;
      tallyFor(byKey, featureKey(features)).add(accepted.has(first.category));
      tallyFor(byTier, features.tier).add(accepted.has(first.category));
      tallyFor(byFamily, familyKey(features)).add(accepted.has(first.category));
      kindOf.set(familyKey(features), featureKey(features));
      if (features.tier === 'reply-code' || features.tier === 'enhanced-hint')
        unknown.add(accepted.has('unknown'));
    }
  }
  for (const [key, [right = 0, all = 0]] of Object.entries(WITHOUT_WORDINGS)) {
    const tally = tallyFor(key.includes(': ') ? byFamily : byKey, key);
    tally.right += right;
    tally.all += all;
    if (key.includes(': ')) kindOf.set(key, key.replace(/^.*: /, ''));
    else {
      const tier = tallyFor(byTier, key.split(' ')[0] as DecisionFeatures['tier']);
      tier.right += right;
      tier.all += all;
    }
  }
  const tiers = { ...uncalibrated.byTier };
  for (const [tier, tally] of byTier) tiers[tier] = tally.share(uncalibrated.byTier[tier]);
  const shares: Record<string, number> = {};
  for (const [key, tally] of byKey)
    shares[key] = tally.share(tiers[key.split(' ')[0] as DecisionFeatures['tier']]);
  for (const [key, tally] of byFamily) shares[key] = tally.share(shares[kindOf.get(key) ?? ''] ?? 0);
  // Strong words are proven by their samples: a handful of wrong labels must not turn them into 'unknown'.
  for (const key of Object.keys(shares))
    if (/(decisive|strong) /.test(key)) shares[key] = Math.max(shares[key] ?? 0, LEAST_STRONG);
  const keys = Object.keys(shares).sort();
  for (const key of keys) {
    const tally = byKey.get(key) ?? byFamily.get(key);
    console.log(`${key.padEnd(56)} ${tally?.right}/${tally?.all} -> ${promised(key, shares[key] ?? 0)}`);
  }
  return {
    byKey: Object.fromEntries(keys.map((key) => [key, promised(key, shares[key] ?? 0)])),
    byTier: Object.fromEntries(
      Object.entries(tiers).map(([tier, share]) => [tier, promised(tier, share)]),
    ) as Calibration['byTier'],
    unknown: rounded(unknown.share(uncalibrated.unknown)),
    likeness: learnTrust(firstRuns()),
  };
}

if (!existsSync(folder)) {
  console.log(
    '../shared/corpora/bounces is not here: nothing measured, data/calibration.json stays as it is',
  );
} else {
  const calibration = measure();
  console.log(
    `first runs, each fifth judged by what the others taught: ${summaryOf(crossValidated(firstRuns()))}`,
  );
  console.log('unknown'.padEnd(40), calibration.unknown);
  if (process.argv.includes('--write')) {
    writeFileSync(
      join(import.meta.dirname, '../data/calibration.json'),
      `${JSON.stringify(calibration, null, 2)}\n`,
    );
    console.log('written: data/calibration.json');
  }
}
