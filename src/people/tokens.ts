/**
 * API tokens: 'wp_' and 256 random bits, shown once, kept as a hash. A token may do what it names as far as the role of its owner
 * still may; it never makes one that may more, or longer, than itself.
 */
import { instantOf } from '../base/clock.ts';
import { failed, ok } from '../base/result.ts';
import type { ApiToken } from '../store/people/types.ts';
import { fault, readName } from './account-rules.ts';
import { createOnceAMinute, evenIfFull } from './once-a-minute.ts';
import { now, type Parts, record } from './parts.ts';
import { whoWithToken } from './roles.ts';
import { hashSecret, newSecret } from './secret-text.ts';
import type { Found, Tokens, TokenView, Who } from './types.ts';

const PREFIX = 'wp_';
const TOKEN = /^wp_[A-Za-z0-9_-]{43}$/;
/** 'wp_' and five more: enough to tell tokens apart, 30 of 256 bits. */
const HINT_LENGTH = 8;
const DAY_MS = 86_400_000;
const MAX_DAYS = 3650;
const MAX_TOKENS = 100;

export function createTokens(parts: Parts): Tokens {
  const { store, rows } = parts;
  const mayNote = createOnceAMinute(parts.clock);

  const find = async (text: string): Promise<Found> => {
    const token = TOKEN.test(text) ? await rows.tokenByHash(hashSecret(text)) : undefined;
    if (token === undefined) return { ok: false, why: 'token-unknown' };
    const person = await rows.personById(token.personId);
    if (person === undefined) return { ok: false, why: 'token-unknown' };
    const at = now(parts);
    if (token.expiresAt !== undefined && token.expiresAt <= at) return { ok: false, why: 'token-expired' };
    if (person.isDisabled) return { ok: false, why: 'person-disabled' };
    if (mayNote(token.id, token.lastUsedAt)) await evenIfFull(() => store.tokens.used(token.id, at));
    return { ok: true, who: whoWithToken(person, token) };
  };

  const add: Tokens['add'] = async (by, wanted) => {
    const { who } = by;
    if (who.person === undefined) return failed('not-allowed', 'Only a person can have tokens.');
    const name = readName(wanted.name);
    if (!name.ok) return name;
    const scopes = [...new Set(wanted.scopes)];
    if (scopes.length === 0) return fault('scopes', 'Name at least one scope.', 'no-scope');
    const beyond = scopes.filter((scope) => !who.scopes.has(scope));
    if (beyond.length > 0)
      return failed('not-allowed', `A token may not do more than you: ${beyond.join(', ')}.`, { beyond });
    if (wanted.days !== undefined && !(wanted.days >= 1 && wanted.days <= MAX_DAYS))
      return fault('days', `Write 1 to ${MAX_DAYS} days.`, 'no-days');
    if ((await store.tokens.list(who.person.id)).length >= MAX_TOKENS)
      return failed('too-many-tokens', `You have ${MAX_TOKENS} tokens. Remove one first.`);
    const token = `${PREFIX}${newSecret(parts.random)}`;
    const expiresAt = sooner(
      wanted.days === undefined ? undefined : instantOf(parts.clock.nowMs() + wanted.days * DAY_MS),
      who.token?.expiresAt,
    );
    const added = await store.tokens.add({
      personId: who.person.id,
      name: name.value,
      tokenHash: hashSecret(token),
      hint: token.slice(0, HINT_LENGTH),
      scopes,
      createdAt: now(parts),
      ...(expiresAt !== undefined && { expiresAt }),
    });
    await record(parts, by, 'token.added', `token ${added.id}`, {
      name: added.name,
      scopes,
      personId: who.person.id,
      ...(expiresAt !== undefined && { expiresAt }),
    });
    return ok({ token, view: tokenView(added) });
  };

  return {
    find,
    add,
    list: async (who) => {
      if (who.scopes.has('admin')) return (await store.tokens.list()).map(tokenView);
      return who.person === undefined ? [] : (await store.tokens.list(who.person.id)).map(tokenView);
    },
    remove: async (by, id) => {
      const token = await store.tokens.get(id);
      if (token === undefined || !mayRemove(by.who, token)) return false;
      if (!(await store.tokens.remove(id))) return false;
      await record(parts, by, 'token.removed', `token ${id}`, {
        name: token.name,
        personId: token.personId,
      });
      return true;
    },
  };
}

const mayRemove = (who: Who, token: ApiToken): boolean =>
  who.scopes.has('admin') || who.person?.id === token.personId;

const sooner = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;

function tokenView({ tokenHash: _, ...view }: ApiToken): TokenView {
  return view;
}
