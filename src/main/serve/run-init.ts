/** `waypost init`: asks a little on a terminal, writes waypost.toml with every key and its words, makes the data folder. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { systemClock } from '../../base/clock.ts';
import { type CliIo, EXIT } from '../../cli/io.ts';
import { type Asker, openAsker } from '../../cli/serve/ask-terminal.ts';
import type { InitOptions } from '../../cli/serve/host.ts';
import { makeFolder } from '../../store/index.ts';
import { configFileText } from '../config/config-file.ts';
import { readConfig } from '../config/read-config.ts';
import { configKeys } from '../config/schema.ts';
import { prepareDataFolder } from './data-place.ts';
import { faultInWords, reasonInWords } from './known-config.ts';
import { refuseOpenness } from './openness.ts';
import { troublesOf } from './run-config-check.ts';
import { type Words, wordsFor } from './words.ts';

/** Key → value as TOML. */
type Chosen = Map<string, string>;

const toml = (value: unknown): string => JSON.stringify(value);

const standard = (name: string): string =>
  String(JSON.parse(configKeys.find((key) => key.name === name)?.byDefault ?? '""'));

/** What the options say. */
function givenBy(options: InitOptions, workingFolder: string): Chosen {
  const chosen: Chosen = new Map();
  const set = (name: string, value: unknown): void => {
    if (value !== undefined) chosen.set(name, toml(value));
  };
  // Paths of options begin at the working folder, those of the file at the file.
  const path = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : resolve(workingFolder, text);
  set('listen', options.listen);
  set('data', path(options.data));
  set('origin', options.origin);
  set('tls.cert', path(options.tlsCert));
  set('tls.key', path(options.tlsKey));
  set('proxy.trusted', options.trustProxy);
  set('language', options.language);
  return chosen;
}

/** The fault of one answer, in words. */
function faultOf(name: string, file: string, value: unknown, words: Words): string | undefined {
  const content = configFileText(new Map([[name, toml(value)]]));
  const read = readConfig({
    file: { path: file, text: content },
    environment: {},
    workingFolder: dirname(file),
  });
  if (read.ok) return undefined;
  // A certificate alone is asked for its key next.
  const fault = read.faults.find(({ code }) => code !== 'missing-partner');
  if (fault === undefined) return undefined;
  const example = String(JSON.parse(configKeys.find((key) => key.name === name)?.write ?? '""'));
  return words.say('init.fault', { reason: reasonInWords(fault, words), example });
}

/** undefined where the terminal was closed. */
async function askAll(chosen: Chosen, file: string, asker: Asker, words: Words): Promise<Chosen | undefined> {
  const answers: Chosen = new Map(chosen);
  const askFor = async (
    name: string,
    byDefault: string,
    asValue: (text: string) => unknown = (text) => text,
  ): Promise<boolean> => {
    if (answers.has(name)) return true;
    const question = words.say(`init.ask.${name}`);
    const answer = await asker.ask(question, byDefault, (text) =>
      text === '' ? undefined : faultOf(name, file, asValue(text), words),
    );
    if (answer === undefined) return false;
    if (answer !== '' && answer !== standard(name)) answers.set(name, toml(asValue(answer)));
    return true;
  };
  const dataFolder =
    process.getuid?.() === 0 && file.startsWith('/etc/') ? '/var/lib/waypost' : standard('data');
  if (!(await askFor('data', dataFolder))) return undefined;
  if (!(await askFor('listen', standard('listen')))) return undefined;
  if (isOpen(answers, file)) {
    if (!(await askFor('tls.cert', ''))) return undefined;
    if (answers.has('tls.cert')) {
      if (!(await askFor('tls.key', ''))) return undefined;
    } else if (!(await askFor('proxy.trusted', '', (text) => [text]))) return undefined;
  }
  if (!(await askFor('origin', ''))) return undefined;
  return (await askFor('language', standard('language'))) ? answers : undefined;
}

function isOpen(chosen: Chosen, file: string): boolean {
  const read = readConfig({
    file: { path: file, text: configFileText(chosen) },
    environment: {},
    workingFolder: dirname(file),
  });
  return read.ok && refuseOpenness(read.config) !== undefined;
}

/** Answers the exit code. */
export async function runInit(options: InitOptions, io: CliIo): Promise<number> {
  const complain = (text: string, code: number): number => {
    io.stderr.write(`waypost init: ${text}\n`);
    return code;
  };
  const words = wordsFor(io);
  const workingFolder = process.cwd();
  const name = options.config ?? 'waypost.toml';
  const file = resolve(workingFolder, name);
  const there = { file: name };
  if (existsSync(file)) return complain(words.say('init.there', there), EXIT.nothing);
  let chosen: Chosen | undefined = givenBy(options, workingFolder);
  if (options.yes !== true && io.stdin.isTTY === true) {
    const asker = openAsker(io);
    chosen = await askAll(chosen, file, asker, words);
    asker.close();
    if (chosen === undefined) return complain(words.say('init.broken-off'), EXIT.nothing);
  }
  const text = configFileText(chosen);
  const read = readConfig({ file: { path: name, text }, environment: {}, workingFolder });
  if (!read.ok) {
    complain(words.say('init.no-configuration'), EXIT.usage);
    for (const fault of read.faults) io.stderr.write(faultInWords(fault, words, words.say('init.given')));
    return EXIT.usage;
  }
  const { stops, warnings } = troublesOf(read.config, systemClock.nowMs());
  if (stops.length > 0) return complain(stops.map(words.problem).join('\n'), EXIT.usage);
  const folder = prepareDataFolder(read.config.data);
  if (!folder.ok) return complain(words.problem(folder.problem), EXIT.nothing);
  try {
    makeFolder(dirname(file), 0o755);
    writeFileSync(file, text, { flag: 'wx', mode: 0o644 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const said =
      code === 'EEXIST' ? words.say('init.there', there) : words.say('init.not-written', { ...there, code });
    return complain(said, EXIT.nothing);
  }
  for (const warning of warnings) complain(words.problem(warning), 0);
  const isUsual = file === resolve(workingFolder, 'waypost.toml') || file === '/etc/waypost/waypost.toml';
  const shown = relative(workingFolder, read.config.data);
  const folderShown = shown === '' || shown.startsWith('..') ? read.config.data : shown;
  const command = `waypost serve${isUsual ? '' : ` --config ${name}`}`;
  io.stdout.write(
    `${words.say('init.written', { file: name, folder: folderShown })}\n${words.say('init.start', { command })}\n`,
  );
  return EXIT.explained;
}
