/** `waypost service`: the unit for systemd, printed, or as root written to where systemd finds it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { JsonObject } from '../../base/json.ts';
import { type CliIo, EXIT } from '../../cli/io.ts';
import type { ServiceOptions } from '../../cli/serve/host.ts';
import { serviceUnit } from '../../cli/serve/service-unit.ts';
import { version } from '../version.ts';
import { knownConfig } from './known-config.ts';
import { wordsFor } from './words.ts';

const UNIT = '/etc/systemd/system/waypost.service';
const USUAL_DATA = '/var/lib/waypost';

/** The words that start this very program: the launcher of a source tree, else Node and the bundle. */
function programWords(): readonly string[] {
  const started = process.argv[1] ?? '';
  const launcher = join(resolve(started), '../../../waypost');
  if (started.endsWith('.ts') && existsSync(launcher)) return [launcher];
  return [process.execPath, resolve(started)];
}

/** Answers the exit code. */
export async function runService(options: ServiceOptions, io: CliIo): Promise<number> {
  const words = wordsFor(io);
  const complain = (key: string, data: JsonObject, code: number): number => {
    io.stderr.write(`waypost service: ${words.say(`service.${key}`, data)}\n`);
    return code;
  };
  const known = knownConfig('service', options, io);
  if (!known.ok) return known.code;
  const { config } = known;
  const isChosen = config.origins.get('data')?.kind !== 'default';
  const unit = serviceUnit({
    command: programWords(),
    ...(config.file !== undefined && { config: resolve(config.file) }),
    // ./waypost-data is for trying out; a service has its own place.
    data: isChosen ? config.data : USUAL_DATA,
    port: config.listen.port,
    ...(options.user !== undefined && { user: options.user }),
    version,
  });
  if (options.user !== undefined && !/^[a-z_][a-z0-9_-]{0,31}$/.test(options.user))
    return complain('no-user', { name: options.user }, EXIT.usage);
  if (options.install !== true) {
    io.stdout.write(unit);
    return EXIT.explained;
  }
  if (process.getuid?.() !== 0) return complain('only-root', { file: UNIT }, EXIT.nothing);
  if (existsSync(UNIT) && options.replace !== true && readFileSync(UNIT, 'utf8') !== unit)
    return complain('there', { file: UNIT }, EXIT.nothing);
  try {
    writeFileSync(UNIT, unit, { mode: 0o644 });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return complain('not-written', { file: UNIT, cause }, EXIT.nothing);
  }
  io.stdout.write(`${words.say('service.written', { file: UNIT })}\n`);
  return EXIT.explained;
}
