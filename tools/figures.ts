/**
 * `npm run figures`: every figure of accuracy that needs no other program beside it, each with its bar and whether it
 * holds. The real program answers (`explain --batch --offline`); ../shared/tools/score-explain.py scores. Exit 1 where
 * a bar is missed or nothing could be measured.
 *
 * usage: node tools/figures.ts [--wrong N]   lists N wrong answers as well
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const shared = resolve(root, '../shared');
const bounces = join(shared, 'corpora/bounces');
const scorer = join(shared, 'tools/score-explain.py');
const TIMEOUT_MS = 300_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

interface Answer {
  readonly id: string;
  readonly kind: string;
  readonly verdicts: readonly { readonly category: string }[];
}

interface Figure {
  readonly name: string;
  /** What was measured, as a fraction or a plain number; absent: not measured. */
  readonly value: number | undefined;
  /** The figure as it is printed: '31/31 = 100.0 %'. */
  readonly shown: string;
  readonly bar: number;
  readonly direction: 'at least' | 'at most';
  readonly isPercent: boolean;
}

/** Runs a program of ours to its end; its standard output. Throws with its last words where it fails. */
function run(program: string, args: readonly string[], input?: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
    ...(input !== undefined && { input }),
  });
  if (error !== undefined) throw new Error(`${program} did not run: ${error.message}`, { cause: error });
  if (status !== 0)
    throw new Error(`${program} ${args[0] ?? ''} ended with ${status}: ${stderr.slice(-500)}`);
  return stdout;
}

/** The answers of the real program, as JSON Lines. */
const explainBatch = (requests: string): string =>
  run(process.execPath, [join(root, 'src/main/waypost.ts'), 'explain', '--batch', '--offline'], requests);

const answersOf = (lines: string): readonly Answer[] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer);

/** The first figure, 'a/b = x %' or a decimal number, after `after` in the line of the scorer that begins with `label`. */
function scored(output: string, label: string, after = ''): { value: number | undefined; shown: string } {
  const line = output.split('\n').find((one) => one.startsWith(label)) ?? '';
  const rest = line.slice(line.indexOf(after) + after.length);
  const number = /^[^\d]*(?:(\d+\.\d+)|(\d+)\/(\d+) = [\d.]+ %)/.exec(rest);
  if (number === null) return { value: undefined, shown: 'not measured' };
  const [, plain, part, whole] = number;
  return plain === undefined ? percent(Number(part), Number(whole)) : { value: Number(plain), shown: plain };
}

const percent = (part: number, whole: number): { value: number; shown: string } => ({
  value: part / whole,
  shown: `${part}/${whole} = ${((100 * part) / whole).toFixed(1)} %`,
});

function seedFigure(): Figure {
  const rows = JSON.parse(readFileSync(join(shared, 'facts/seed-wordings.json'), 'utf8')) as readonly {
    readonly text: string;
    readonly accept: readonly string[];
  }[];
  const requests = rows.map(({ text }, i) => JSON.stringify({ id: `seed-${i}`, reply: text })).join('\n');
  const answers = answersOf(explainBatch(requests));
  const isRight = (accept: readonly string[], i: number): boolean => {
    const verdicts = answers[i]?.verdicts ?? [];
    return verdicts.length > 0 && verdicts.every(({ category }) => accept.includes(category));
  };
  const wrong = rows.filter(({ accept }, i) => !isRight(accept, i));
  for (const { text } of wrong) console.log(`wrong seed wording: ${text}`);
  const right = percent(rows.length - wrong.length, rows.length);
  return { name: 'seed wordings', ...right, bar: 1, direction: 'at least', isPercent: true };
}

/** Ordinary mail is no bounce: the newsletters of the corpora. */
function newsletterFigure(): Figure | undefined {
  const folder = join(shared, 'corpora/newsletters');
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  if (files.length === 0) return undefined;
  const requests = files.map((name) => JSON.stringify({ id: name, file: join(folder, name) })).join('\n');
  const alarms = answersOf(explainBatch(requests)).filter(({ kind }) => kind === 'bounce');
  const name = 'newsletters taken for a bounce';
  return { name, ...percent(alarms.length, files.length), bar: 0, direction: 'at most', isPercent: true };
}

function corpusFigures(wrong: number): readonly Figure[] {
  const requests = run('python3', [scorer, 'requests', bounces]);
  const folder = mkdtempSync(join(tmpdir(), 'waypost-figures-'));
  try {
    const answers = join(folder, 'answers.jsonl');
    writeFileSync(answers, explainBatch(requests));
    const more = wrong > 0 ? ['--wrong', String(wrong)] : [];
    const output = run('python3', [scorer, 'score', bounces, answers, ...more]);
    if (wrong > 0) console.log(`${output}\n`);
    const figure = (name: string, at: readonly [string, string?], bar: number, isPercent = true) => {
      const direction = name.endsWith('right') || name === 'bounces detected' ? 'at least' : 'at most';
      return { name, ...scored(output, at[0], at[1]), bar, direction, isPercent } as const;
    };
    return [
      figure('replies right', ['reply:', 'right'], 0.9),
      figure('replies unclassified', ['reply:', 'unclassified'], 0.05),
      figure('hand-labelled messages right', ['hand-labelled message:', 'right'], 0.92),
      figure('Sisimai-labelled messages right', ['Sisimai-labelled message:', 'right'], 0.9),
      figure('recipients right', ['recipients right'], 0.97),
      figure('bounces detected', ['bounce detected'], 0.99),
      figure('false alarms', ['false alarms'], 0),
      figure('harmful suppression', ['harmful suppression'], 0.01),
      figure('calibration error', ['calibration error'], 0.05, false),
      figure('of confidence ≥ 0.9 right', ['calibration error', '≥ 0.9:'], 0.97),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function plantedFigure(): Figure {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const { stdout } = spawnSync(process.execPath, [vitest, 'run', 'test/planted-causes.test.ts'], {
    cwd: root,
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
  });
  const tally = /^(\d+) passed, (\d+) failed/m.exec(stdout ?? '');
  const [passed, failed] = [Number(tally?.[1] ?? 0), Number(tally?.[2] ?? 0)];
  const measured = passed + failed > 0;
  return {
    name: 'planted causes',
    ...(measured ? percent(passed, passed + failed) : { value: undefined, shown: 'not measured' }),
    bar: 1,
    direction: 'at least',
    isPercent: true,
  };
}

function holds({ value, bar, direction }: Figure): boolean {
  if (value === undefined || Number.isNaN(value)) return false;
  return direction === 'at least' ? value >= bar : value <= bar;
}

/** What a reader should know beside the figure. */
const remarks: Readonly<Record<string, string>> = {
  'false alarms':
    'sisimai-64ce42cd05 is labelled not-a-bounce, but its text says "an email you sent was rejected"',
  'Sisimai-labelled messages right': 'about one label in ten contradicts its text',
};

function print(figure: Figure): void {
  const { name, shown, bar, direction, isPercent } = figure;
  const barText = `${direction} ${isPercent ? `${Math.round(bar * 100)} %` : bar}`;
  const remark = remarks[name];
  console.log(
    `${name.padEnd(34)}${shown.padEnd(22)}${barText.padEnd(16)}${holds(figure) ? 'holds' : 'MISSED'}${remark === undefined ? '' : `   (${remark})`}`,
  );
}

function measure(): readonly Figure[] {
  const figures: Figure[] = [];
  if (!existsSync(bounces)) console.log('../shared is not here: only the planted causes are measured');
  else {
    figures.push(seedFigure());
    if (spawnSync('python3', ['--version']).status !== 0 || !existsSync(scorer))
      console.log('python3 or ../shared/tools/score-explain.py is missing: the corpora are not scored');
    else {
      const at = process.argv.indexOf('--wrong');
      figures.push(...corpusFigures(at < 0 ? 0 : Number(process.argv[at + 1] ?? 20)));
    }
    const newsletters = newsletterFigure();
    if (newsletters !== undefined) figures.push(newsletters);
  }
  figures.push(plantedFigure());
  return figures;
}

const figures = measure();
for (const figure of figures) print(figure);
const missed = figures.filter((figure) => !holds(figure));
console.log(missed.length === 0 ? 'every bar holds' : `${missed.length} of ${figures.length} bars missed`);
process.exitCode = missed.length === 0 ? 0 : 1;
