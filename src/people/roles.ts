/** What each role may do, and who somebody is for the routes. */
import type { ApiToken, Person, Role, Scope, Session } from '../store/people/types.ts';
import type { PersonView, Who } from './types.ts';

const scopesOfRole: Readonly<Record<Role, readonly Scope[]>> = {
  viewer: ['read'],
  operator: ['ask', 'read', 'write'],
  administrator: ['ask', 'read', 'write', 'admin', 'metrics'],
};

/** The scopes of a role; each role holds those of the roles below. */
export function scopesOf(role: Role): readonly Scope[] {
  return scopesOfRole[role];
}

/** A person in a browser: all that their role may do. */
export function whoInSession(person: Person, session: Session): Who {
  return {
    actor: { kind: 'person', id: person.id, name: person.name },
    person,
    scopes: new Set(scopesOf(person.role)),
    session,
  };
}

/** A program with a token: what the token may do as far as the role of its owner still may. */
export function whoWithToken(person: Person, token: ApiToken): Who {
  const allowed = scopesOf(person.role);
  return {
    actor: { kind: 'token', id: token.id, name: `${token.name} (${person.name})` },
    person,
    scopes: new Set(token.scopes.filter((scope) => allowed.includes(scope))),
    token,
  };
}

/** A person without hash and secret. */
export function viewOf(person: Person): PersonView {
  return {
    id: person.id,
    email: person.email,
    name: person.name,
    role: person.role,
    language: person.language,
    isDisabled: person.isDisabled,
    hasTotp: person.totpSecret !== undefined,
    createdAt: person.createdAt,
    version: person.version,
  };
}
