/** `waypost user`: a way in for administrators who are locked out. Works on the store itself, so the server must be stopped; each change is in the log of who changed what. */
import { userInfo } from 'node:os';
import { systemClock } from '../../base/clock.ts';
import type { Result } from '../../base/result.ts';
import { type CliIo, EXIT } from '../../cli/io.ts';
import { readSecret } from '../../cli/serve/ask-terminal.ts';
import type { AddUserOptions, ConfigChoice } from '../../cli/serve/host.ts';
import { printable } from '../../cli/wrap.ts';
import { createPeople } from '../../people/index.ts';
import type { By, People, PersonView } from '../../people/types.ts';
import { openStore } from '../../store/index.ts';
import type { Role } from '../../store/people/types.ts';
import { version } from '../version.ts';
import { knownConfig } from './known-config.ts';
import { type Words, wordsFor } from './words.ts';

const NAME = 'user';

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? ''}`.trim();
  }
}

/** The command line acts with every right: whoever may write the data folder has them anyway. */
const by = (): By => ({
  who: {
    actor: { kind: 'command', name: `waypost user (${accountName()})` },
    scopes: new Set(['ask', 'read', 'write', 'admin', 'metrics']),
  },
});

const complain = (io: CliIo, text: string): number => {
  io.stderr.write(`waypost ${NAME}: ${text}\n`);
  return EXIT.nothing;
};

async function withPeople(
  options: ConfigChoice,
  io: CliIo,
  work: (people: People, words: Words, language: string) => Promise<number>,
): Promise<number> {
  const known = knownConfig(NAME, options, io);
  if (!known.ok) return known.code;
  const { data, language } = known.config;
  const words = wordsFor(io);
  const store = await openStore({ folder: data, clock: systemClock, program: version });
  if (!store.ok) {
    const isRunning = store.problem.code === 'in-use';
    const more = isRunning ? ` ${words.say('user.in-dashboard')}` : '';
    return complain(io, `${words.problem(store.problem)}${more}`);
  }
  try {
    return await work(createPeople({ store: store.value, clock: systemClock }), words, language);
  } finally {
    await store.value.close();
  }
}

const find = async (people: People, email: string): Promise<PersonView | undefined> =>
  (await people.directory.list()).find((one) => one.email === email.trim().toLowerCase());

/** Answers the exit code, as do those below. */
export function addUser(email: string, options: AddUserOptions, io: CliIo): Promise<number> {
  return withPeople(options, io, async (people, { say, problem }, language) => {
    if ((await find(people, email)) !== undefined)
      return complain(io, say('user.there', { email: printable(email) }));
    if (options.role !== 'administrator' && (await people.setUp.isNeeded()))
      return complain(io, say('user.first'));
    const password = await readSecret(say('user.password', { email: printable(email) }), io);
    if (password === undefined) return complain(io, say('user.no-password'));
    const added: Result<PersonView> = await people.directory.add(by(), {
      email,
      name: options.name ?? email.split('@')[0] ?? email,
      role: options.role as Role,
      password,
      language: options.language ?? language,
    });
    if (!added.ok) return complain(io, problem(added.problem));
    const { email: address, role } = added.value;
    io.stdout.write(`${say('user.added', { email: address, role })}\n`);
    return EXIT.explained;
  });
}

export function listUsers(options: ConfigChoice, io: CliIo): Promise<number> {
  return withPeople(options, io, async (people, { say }) => {
    const all = await people.directory.list();
    if (all.length === 0) io.stdout.write(`${say('user.nobody')}\n`);
    const width = Math.max(0, ...all.map(({ email }) => email.length));
    for (const { email, role, name, isDisabled, hasTotp } of all) {
      const marks = [
        ...(isDisabled ? [say('user.disabled')] : []),
        ...(hasTotp ? [say('user.second-factor')] : []),
      ];
      const line = [email.padEnd(width), role.padEnd(13), printable(name), marks.join(', ')]
        .join('  ')
        .trimEnd();
      io.stdout.write(`${line}\n`);
    }
    return EXIT.explained;
  });
}

export function resetPassword(email: string, options: ConfigChoice, io: CliIo): Promise<number> {
  return withPeople(options, io, async (people, { say, problem }) => {
    const person = await find(people, email);
    if (person === undefined) return complain(io, say('user.unknown', { email: printable(email) }));
    const password = await readSecret(say('user.new-password', { email: person.email }), io);
    if (password === undefined) return complain(io, say('user.no-password'));
    const changed = await people.directory.change(by(), person.id, person.version, {
      password,
      isDisabled: false,
      ...(person.hasTotp && { hasTotp: false as const }),
    });
    if (!changed.ok) return complain(io, problem(changed.problem));
    const done = person.hasTotp ? 'user.reset-with-factor' : 'user.reset';
    io.stdout.write(`${say(done, { email: person.email })}\n`);
    return EXIT.explained;
  });
}
