/** Who is signed in, and what this server is. */
import { computed, signal } from '@preact/signals';
import { call } from '../api/call.ts';
import { onSignedOut } from '../api/client.ts';
import type { Answer, Problem } from '../api/problem.ts';
import type { Meta, PersonView, Scope, SessionView } from '../api/shapes.ts';
import { type Language, preferredLanguage, useLanguage } from '../texts/texts.ts';

export const meta = signal<Meta | undefined>(undefined);
export const session = signal<SessionView | undefined>(undefined);
/** Why the server's first answer did not come. */
export const startProblem = signal<Problem | undefined>(undefined);

export const person = computed(() => session.value?.person);

/** Whether the person may do it; the server decides, this hides what would be refused. */
export const may = (scope: Scope): boolean => session.value?.scopes.includes(scope) ?? false;

/** Somebody was signed in since this page was loaded: they are led to the sign-in, not to the public page. */
export const wasSignedIn = signal(false);

/** It ended by itself, in the middle of something: the sign-in says so. */
export const hasEnded = signal(false);

onSignedOut(() => {
  if (session.peek() !== undefined) hasEnded.value = true;
  session.value = undefined;
});

/** Whose drafts and answers this page remembers. */
let owner: string | undefined;

function begin(view: SessionView): void {
  session.value = view;
  owner = view.person.id;
  hasEnded.value = false;
  wasSignedIn.value = true;
}

/** Asks the server what it is and who we are; the language follows. */
export async function startSession(): Promise<void> {
  const [about, mine] = await Promise.all([call('GET /meta'), call('GET /session')]);
  startProblem.value = about.ok ? undefined : about.problem;
  if (about.ok) meta.value = about.value;
  if (mine.ok) begin(mine.value);
  await useLanguage(mine.ok ? mine.value.person.language : preferredLanguage());
}

/** After a sign-in or the set-up: takes the session over. Answers whether somebody else had the page before. */
export async function enter(view: SessionView): Promise<{ readonly isAnother: boolean }> {
  const isAnother = owner !== undefined && owner !== view.person.id;
  begin(view);
  if (meta.value !== undefined) meta.value = { ...meta.value, needsSetup: false };
  await useLanguage(view.person.language);
  return { isAnother };
}

export async function signOut(): Promise<void> {
  await call('DELETE /session');
  hasEnded.value = false;
  session.value = undefined;
}

/** Shows the language at once, keeps it in this browser and with the person. */
export async function chooseLanguage(language: Language): Promise<Answer<PersonView> | undefined> {
  await useLanguage(language, true);
  if (session.value === undefined) return undefined;
  const { version } = session.value.person;
  const changed = await call('PATCH /session', {
    body: { language },
    version: `"${version}"`,
  });
  if (changed.ok && session.value !== undefined) session.value = { ...session.value, person: changed.value };
  return changed;
}
