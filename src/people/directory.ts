/**
 * People as administrators see them. There is always an administrator who can sign in: changes run one after the other, and one
 * that would take the last away is refused. Disabling ends sessions and tokens at once; even before that, no request of a disabled
 * person is let in.
 */
import type { JsonObject } from '../base/json.ts';
import { failed, ok, type Result } from '../base/result.ts';
import type { Person, PersonChange } from '../store/people/types.ts';
import { forgetSecondFactor } from './account.ts';
import { overloaded, readEmail, readLanguage, readName, readPassword } from './account-rules.ts';
import { notChanged, now, type Parts, record } from './parts.ts';
import { viewOf } from './roles.ts';
import { readPerson } from './set-up.ts';
import type { By, Directory, NewPerson, PersonEdit, PersonView } from './types.ts';

const MAX_PEOPLE = 1000;

export function createDirectory(parts: Parts): Directory {
  const { store, inTurn } = parts;
  return {
    list: async () => (await store.people.list()).map(viewOf),
    get: async (id) => {
      const person = await store.people.get(id);
      return person === undefined ? undefined : viewOf(person);
    },
    add: (by, person) => inTurn(() => add(parts, by, person)),
    change: (by, id, version, edit) =>
      inTurn(async () => {
        const person = await store.people.get(id);
        if (person === undefined) return notChanged({ code: 'not-found' });
        if (person.version !== version)
          return notChanged({ code: 'changed-elsewhere', version: person.version });
        return change(parts, by, person, edit);
      }),
    remove: (by, id, version) =>
      inTurn(async () => {
        const person = await store.people.get(id);
        if (person === undefined) return notChanged({ code: 'not-found' });
        if (person.version !== version)
          return notChanged({ code: 'changed-elsewhere', version: person.version });
        if (await isLastAdministrator(parts, person)) return lastAdministrator();
        await forgetSecondFactor(parts, id);
        if (!(await store.people.remove(id))) return notChanged({ code: 'not-found' });
        await record(parts, by, 'person.removed', `person ${id}`, { email: person.email });
        return ok(true);
      }),
  };
}

async function add(parts: Parts, by: By, given: NewPerson): Promise<Result<PersonView>> {
  const { store } = parts;
  const person = readPerson(given);
  if (!person.ok) return person;
  if ((await store.people.count()) >= MAX_PEOPLE)
    return failed('too-many-people', `There are ${MAX_PEOPLE} people. Remove one first.`);
  const passwordHash = await parts.hasher.hash(given.password);
  if (passwordHash === undefined) return overloaded();
  const added = await store.people.add({
    ...person.value,
    role: given.role,
    passwordHash,
    isDisabled: false,
    createdAt: now(parts),
  });
  if (added === undefined) return emailTaken();
  await record(parts, by, 'person.added', `person ${added.id}`, { email: added.email, role: added.role });
  return ok(viewOf(added));
}

async function change(parts: Parts, by: By, person: Person, edit: PersonEdit): Promise<Result<PersonView>> {
  const { store } = parts;
  const wanted = await readEdit(parts, person, edit);
  if (!wanted.ok) return wanted;
  const to: PersonChange = wanted.value;
  const staysAdministrator =
    (to.role ?? person.role) === 'administrator' && !(to.isDisabled ?? person.isDisabled);
  if (!staysAdministrator && (await isLastAdministrator(parts, person))) return lastAdministrator();
  const changed = await store.people.change(person.id, person.version, to);
  if (!changed.ok) return notChanged(changed.problem);
  if (to.isDisabled === true || to.passwordHash !== undefined) await store.sessions.removeOf(person.id);
  if (to.isDisabled === true) {
    for (const token of await store.tokens.list(person.id)) await store.tokens.remove(token.id);
  }
  if (to.totpSecret === null) await forgetSecondFactor(parts, person.id);
  await record(parts, by, 'person.changed', `person ${person.id}`, whatChanged(person, to));
  return ok(viewOf(changed.value));
}

/** What is to be written for an edit; fields that stay as they are left out. */
async function readEdit(parts: Parts, person: Person, edit: PersonEdit): Promise<Result<PersonChange>> {
  const email = readEmail(edit.email ?? person.email);
  if (!email.ok) return email;
  const name = readName(edit.name ?? person.name);
  if (!name.ok) return name;
  const language = readLanguage(edit.language ?? person.language);
  if (!language.ok) return language;
  if (email.value !== person.email && (await parts.store.people.byEmail(email.value)) !== undefined)
    return emailTaken();
  let passwordHash: string | undefined;
  if (edit.password !== undefined) {
    const password = readPassword(edit.password, { email: email.value, name: name.value });
    if (!password.ok) return password;
    passwordHash = await parts.hasher.hash(edit.password);
    if (passwordHash === undefined) return overloaded();
  }
  return ok({
    ...(email.value !== person.email && { email: email.value }),
    ...(name.value !== person.name && { name: name.value }),
    ...(language.value !== person.language && { language: language.value }),
    ...(edit.role !== undefined && edit.role !== person.role && { role: edit.role }),
    ...(edit.isDisabled !== undefined &&
      edit.isDisabled !== person.isDisabled && { isDisabled: edit.isDisabled }),
    ...(passwordHash !== undefined && { passwordHash }),
    ...(edit.hasTotp === false && person.totpSecret !== undefined && { totpSecret: null }),
  });
}

const shownFields = ['email', 'name', 'role', 'language', 'isDisabled'] as const;

/** Before and after of what may be read; of secrets only that they were changed. */
function whatChanged(person: Person, to: PersonChange): JsonObject {
  const changed: Record<string, JsonObject | boolean> = {};
  for (const field of shownFields) {
    const value = to[field];
    if (value !== undefined) changed[field] = { from: person[field], to: value };
  }
  if (to.passwordHash !== undefined) changed['hasNewPassword'] = true;
  if (to.totpSecret === null) changed['hasTotp'] = { from: true, to: false };
  return changed;
}

const isActiveAdministrator = ({ role, isDisabled }: Person): boolean =>
  role === 'administrator' && !isDisabled;

async function isLastAdministrator({ store }: Parts, person: Person): Promise<boolean> {
  if (!isActiveAdministrator(person)) return false;
  return !(await store.people.list()).some((other) => other.id !== person.id && isActiveAdministrator(other));
}

const lastAdministrator = (): ReturnType<typeof failed> =>
  failed('last-administrator', 'This is the last administrator. Make somebody else one first.');

const emailTaken = (): ReturnType<typeof failed> =>
  failed('email-taken', 'Somebody has this e-mail address already.', { path: 'email' });
