/**
 * Measures how often each kind of decision is right on the labelled replies and bounces of ../shared/corpora and writes
 * data/calibration.json. usage: node tools/calibrate.ts [--write]
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
import { messageArrival } from '../src/explain/read-arrivals.ts';
import { replyFactsOf } from '../src/explain/reply-input.ts';
import { classifierData, readDataFolder } from '../src/main/data-folder.ts';

const PRIOR_WEIGHT = 8;
/** Share of the measured error that is added for texts nobody has seen. */
const UNSEEN_PENALTY = 0.35;
/** Share below which no kind of strong words falls; promised it is just above one half. */
const LEAST_STRONG = 0.63;
const folder = join(import.meta.dirname, '../../shared/corpora/bounces');

interface Case {
  readonly arrival: Arrival;
  readonly accepted: ReadonlySet<string>;
}

const rows = (name: string): readonly Record<string, unknown>[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

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

/** What is promised for texts that nobody has seen. */
const promised = (share: number): number =>
  Math.round(Math.max(0, 1 - (1 - share) * (1 + UNSEEN_PENALTY)) * 1000) / 1000;

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
  const classifier = createClassifier({ ...classifierData(readDataFolder('data')), calibration: neutral });
  const byKey = new Map<string, Tally>();
  const byFamily = new Map<string, Tally>();
  const kindOf = new Map<string, string>();
  const byTier = new Map<DecisionFeatures['tier'], Tally>();
  const unknown = new Tally();
  for (const { arrival, accepted } of cases()) {
    if (arrival.notice !== undefined) continue;
    const [first] = arrival.refusals.map(
      (refusal) => judgeWords(arrival, refusal, classifier).classification,
    );
    if (first === undefined) continue;
    const { features } = first as { features?: DecisionFeatures };
    if (features === undefined) {
      unknown.add(accepted.has('unknown'));
      continue;
    }
    tallyFor(byKey, featureKey(features)).add(accepted.has(first.category));
    tallyFor(byTier, features.tier).add(accepted.has(first.category));
    tallyFor(byFamily, familyKey(features)).add(accepted.has(first.category));
    kindOf.set(familyKey(features), featureKey(features));
    if (features.tier === 'reply-code' || features.tier === 'enhanced-hint')
      unknown.add(accepted.has('unknown'));
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
    console.log(`${key.padEnd(56)} ${tally?.right}/${tally?.all} -> ${promised(shares[key] ?? 0)}`);
  }
  return {
    byKey: Object.fromEntries(keys.map((key) => [key, promised(shares[key] ?? 0)])),
    byTier: Object.fromEntries(
      Object.entries(tiers).map(([tier, share]) => [tier, promised(share)]),
    ) as Calibration['byTier'],
    unknown: promised(unknown.share(uncalibrated.unknown)),
  };
}

if (!existsSync(folder)) {
  console.log(
    '../shared/corpora/bounces is not here: nothing measured, data/calibration.json stays as it is',
  );
} else {
  const calibration = measure();
  console.log('unknown'.padEnd(40), calibration.unknown);
  if (process.argv.includes('--write')) {
    writeFileSync(
      join(import.meta.dirname, '../data/calibration.json'),
      `${JSON.stringify(calibration, null, 2)}\n`,
    );
    console.log('written: data/calibration.json');
  }
}
