/**
 * The ARC suite (arc_test_suite: RFC 8617 as of draft 16) against our validation and our sealing. A seal counts where its
 * three fields are those of the suite to the last character, folding apart, and the chain with it is judged as it should be.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type Zone, zoneResolver } from '../../src/gather/dns/testing.ts';
import { verifyArc } from '../../src/gather/mail-auth/arc.ts';
import { ownAuthResults, sealMessage } from '../../src/wire/arc/index.ts';
import type { FigureRow } from './figure-row.ts';

export interface CaseResult {
  readonly id: string;
  readonly expected: string;
  readonly got: string;
}

interface ValidationCase {
  readonly message?: string;
  readonly cv?: string;
}
interface SigningCase {
  readonly message: string;
  readonly t: number;
  readonly 'sig-headers': string;
  readonly 'srv-id': string;
  readonly AS: string;
  readonly AMS: string;
  readonly AAR: string;
}

const folder = resolve(import.meta.dirname, '../../../shared/corpora/arc');
const validationFile = join(folder, 'arc-draft-validation-tests.yml');
const signingFile = join(folder, 'arc-draft-sign-tests.yml');

export const hasArcSuite = (): boolean => existsSync(validationFile) && existsSync(signingFile);

interface Scenario<T> {
  readonly tests: readonly (readonly [string, T])[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly zone: Zone;
}

/** The ids of the as_format cases stand twice: every pair of the mapping is a case of its own. */
function scenarios<T>(file: string): readonly Scenario<T>[] {
  return parseAllDocuments(readFileSync(file, 'utf8'), { uniqueKeys: false }).map((document) => {
    const fields = document.toJSON() as Record<string, unknown>;
    const pairs = (document.get('tests') as { items: { key: { value: string }; value: { toJSON(): T } }[] })
      .items;
    const records = Object.entries(fields['txt-records'] as Record<string, string>);
    return {
      tests: pairs.map(({ key, value }) => [key.value, value.toJSON()] as const),
      fields,
      zone: Object.fromEntries(records.map(([name, text]) => [name, { TXT: [text.replaceAll('\n', '')] }])),
    };
  });
}

const mail = (text: string): Buffer => Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1');

/** Every case of validation; an empty cv means that the newest set says cv=fail, which is a failing chain (§5.2 step 2). */
export async function validateArcSuite(): Promise<readonly CaseResult[]> {
  const results = scenarios<ValidationCase>(validationFile).flatMap(({ tests, zone }) =>
    tests.map(async ([id, { message, cv }]) => {
      const answer = await verifyArc(mail(message ?? ''), zoneResolver(zone));
      const got = answer.state === 'judged' ? answer.facts.result : answer.state;
      return { id, expected: (cv ?? '').toLowerCase() || 'fail', got };
    }),
  );
  return Promise.all(results);
}

/** Every case of sealing; `got` is 'sealed', 'none', or what is wrong. */
export async function sealArcSuite(): Promise<readonly CaseResult[]> {
  const results = scenarios<SigningCase>(signingFile).flatMap(({ tests, fields, zone }) =>
    tests.map(async ([id, test]) => ({
      id,
      expected: test.AS.trim() === '' ? 'none' : 'sealed',
      got: await sealCase(test, fields, zone),
    })),
  );
  return Promise.all(results);
}

async function sealCase(
  test: SigningCase,
  fields: Readonly<Record<string, unknown>>,
  zone: Zone,
): Promise<string> {
  const message = mail(test.message);
  const { text, arc } = ownAuthResults(message, test['srv-id']);
  const chainStatus = arc === 'pass' || arc === 'fail' ? arc : 'none';
  const made = sealMessage({
    message,
    domain: String(fields.domain),
    selector: String(fields.sel),
    privateKey: String(fields.privatekey),
    authResults: text ?? test['srv-id'],
    chainStatus,
    signedFields: test['sig-headers'].split(':'),
    signedAt: test.t,
  });
  if (!made.ok) return made.problem.code === 'chain-failed' ? 'none' : made.problem.message;
  const { seal, signature, results } = made.value;
  const pairs = [
    [seal, test.AS],
    [signature, test.AMS],
    [results, test.AAR],
  ] as const;
  const other = pairs.find(([field, expected]) => bare(bodyOf(field)) !== bare(expected));
  if (other !== undefined) return `'${flat(bodyOf(other[0]))}' instead of '${flat(other[1])}'`;
  const whole = Buffer.concat([mail(`${[seal, signature, results].join('\r\n')}\r\n`), message]);
  const answer = await verifyArc(whole, zoneResolver(zone));
  const judged = answer.state === 'judged' ? answer.facts.result : answer.state;
  const wanted = chainStatus === 'fail' ? 'fail' : 'pass';
  return judged === wanted ? 'sealed' : `the chain with the new set is judged ${judged}`;
}

/** White space does not count, every other character does: the signatures, which cover the white space, too. */
const bare = (text: string): string => text.replace(/\s/g, '');
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
const bodyOf = (field: string): string => field.slice(field.indexOf(':') + 1);

const right = (results: readonly CaseResult[]): number =>
  results.filter(({ expected, got }) => expected === got).length;

/** The figures of the suite; none where it is not there. */
export async function arcFigures(): Promise<readonly FigureRow[]> {
  if (!hasArcSuite()) return [];
  const [validated, sealed] = await Promise.all([validateArcSuite(), sealArcSuite()]);
  const row = (name: string, results: readonly CaseResult[], bar: number): FigureRow => {
    const value = right(results);
    return { name: `${name} (of ${results.length})`, value, bar, holds: value >= bar };
  };
  return [row('ARC suite, validation', validated, 174), row('ARC suite, sealing', sealed, 17)];
}

// `node tools/figures/arc.ts` prints them, and the cases that differ.
if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  const all = hasArcSuite() ? [...(await validateArcSuite()), ...(await sealArcSuite())] : [];
  for (const { id, expected, got } of all)
    if (expected !== got) console.log(`${id}: ${got} instead of ${expected}`);
  for (const { name, value, bar, holds } of await arcFigures())
    console.log(`${name}: ${value}, bar ${bar}: ${holds ? 'holds' : 'MISSED'}`);
}
