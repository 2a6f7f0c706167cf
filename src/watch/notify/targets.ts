/** Where alerts are sent: added, changed, tested. Secrets are sealed in the store and never shown again. */
import { type Clock, instantOf } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import { failed, ok } from '../../base/result.ts';
import { spokenIn } from '../../base/spoken.ts';
import type { Desk } from '../../desk/types.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import type { NotificationTarget, TargetKind } from '../../store/alerts/types.ts';
import type { Store } from '../../store/types.ts';
import { sayEverywhere } from '../say-everywhere.ts';
import type { Targets, TargetView, TestResult } from '../types.ts';
import type { Notice } from './notice.ts';
import { secretName } from './send-notice.ts';
import { keptProblem, type SendResult, sayProblem } from './send-result.ts';
import { newSecret } from './signature.ts';
import { readTargetName, readTargetSettings } from './target-settings.ts';

export interface TargetsNeeds {
  readonly store: Pick<Store, 'targets' | 'deliveries' | 'secrets'>;
  readonly desk: Pick<Desk, 'ask' | 'languages'>;
  readonly clock: Clock;
  readonly textsIn: (language: string) => Catalogue;
  readonly send: (target: NotificationTarget, notice: Notice, language: string) => Promise<SendResult>;
  readonly origin: () => string;
  /** A target is gone: what was said of it is over. */
  readonly removed: (id: string) => Promise<void>;
}

const MAX_TARGETS = 50;
const MAX_DELIVERIES = 100;
const MIN_SECRET = 16;
const MAX_SECRET = 500;

export function openTargets(needs: TargetsNeeds): Targets {
  const { store, clock } = needs;
  const view = async (target: NotificationTarget, language?: string): Promise<TargetView> => {
    const [names, deliveries] = await Promise.all([
      store.secrets.names(secretName(target)),
      store.deliveries.listOf(target.id, 1),
    ]);
    const [lastDelivery] = deliveries;
    return {
      ...target,
      hasSecret: names.length > 0,
      ...(lastDelivery !== undefined && { lastDelivery: spokenIn(lastDelivery, language) }),
    };
  };
  return {
    list: async (language) =>
      Promise.all((await store.targets.list()).map((target) => view(target, language))),
    get: async (id, language) => {
      const target = await store.targets.get(id);
      return target && view(target, language);
    },
    add: async ({ secret, ...given }) => {
      const name = readTargetName(given.name);
      if (!name.ok) return name;
      const settings = readTargetSettings(given.kind, given.settings);
      if (!settings.ok) return settings;
      const fault = secretFault(given.kind, secret);
      if (fault !== undefined) return fault;
      if ((await store.targets.list()).length >= MAX_TARGETS)
        return failed('too-many-targets', `${MAX_TARGETS} targets are there already; remove one first.`, {
          limit: MAX_TARGETS,
        });
      const target = await store.targets.add({
        ...given,
        name: name.value,
        settings: settings.value as JsonObject,
        createdAt: instantOf(clock.nowMs()),
      });
      const made = given.kind === 'webhook' && secret === undefined ? newSecret() : undefined;
      const sealed = secret ?? made;
      if (sealed !== undefined && sealed !== '') await store.secrets.put(secretName(target), sealed);
      return ok({ target: await view(target), ...(made !== undefined && { secret: made }) });
    },
    change: async (id, version, { secret, ...given }) => {
      const target = await store.targets.get(id);
      if (target === undefined) return ok({ ok: false, problem: { code: 'not-found' } });
      const name = given.name === undefined ? undefined : readTargetName(given.name);
      if (name?.ok === false) return name;
      const fault = secretFault(target.kind, secret);
      if (fault !== undefined) return fault;
      const settings =
        given.settings === undefined ? undefined : readTargetSettings(target.kind, given.settings);
      if (settings !== undefined && !settings.ok) return settings;
      const changed = await store.targets.change(id, version, {
        ...given,
        ...(name !== undefined && { name: name.value }),
        ...(settings !== undefined && { settings: settings.value as JsonObject }),
      });
      if (!changed.ok) return ok(changed);
      const sealedAs = secretName(changed.value);
      // A secret is for the machine it was given for: towards another one it would be given away.
      if (secret === undefined && isElsewhere(target, changed.value)) await store.secrets.remove(sealedAs);
      if (secret === '') await store.secrets.remove(sealedAs);
      else if (secret !== undefined) await store.secrets.put(sealedAs, secret);
      return ok({ ok: true, value: await view(changed.value) });
    },
    remove: async (id) => {
      const target = await store.targets.get(id);
      if (target === undefined) return false;
      await store.secrets.remove(secretName(target));
      const isRemoved = await store.targets.remove(id);
      await needs.removed(id);
      return isRemoved;
    },
    test: async (id, language) => {
      const target = await store.targets.get(id);
      return target && test(target, language, needs);
    },
    deliveries: async (id, language) =>
      (await store.deliveries.listOf(id, MAX_DELIVERIES)).map((one) => spokenIn(one, language)),
  };
}

/** A password is sent to the host that it was entered for; a webhook's key proves us to one receiver and stays ours. */
const isElsewhere = (before: NotificationTarget, after: NotificationTarget): boolean =>
  before.kind === 'email' && before.settings.host !== after.settings.host;

function secretFault(kind: TargetKind, secret: string | undefined): ReturnType<typeof failed> | undefined {
  if (secret === undefined) return undefined;
  const isFit = secret.length <= MAX_SECRET && (kind === 'email' || secret.length >= MIN_SECRET);
  if (isFit) return undefined;
  const message =
    kind === 'webhook'
      ? `The key of a webhook has ${MIN_SECRET} to ${MAX_SECRET} characters.`
      : `A password has at most ${MAX_SECRET} characters.`;
  return failed('invalid', message, { errors: [{ path: 'secret', message }] });
}

async function test(target: NotificationTarget, language: string, needs: TargetsNeeds): Promise<TestResult> {
  const { store, clock, desk } = needs;
  const texts = needs.textsIn(language);
  const now = instantOf(clock.nowMs());
  const delivery = await store.deliveries.add({
    targetId: target.id,
    alertId: '',
    event: 'test',
    createdAt: now,
    // Sent here and now: the queue must not send it, too.
    nextAt: instantOf(clock.nowMs() + 86_400_000),
  });
  const notice: Notice = {
    id: delivery.id,
    event: 'test',
    at: now,
    entries: [],
    target,
    origin: needs.origin(),
  };
  const { isSent, reply, problem } = await needs.send(target, notice, language);
  const said = problem && { ...problem, message: sayProblem(problem, texts) };
  await store.deliveries.noted(delivery.id, {
    state: isSent ? 'sent' : 'given-up',
    attempts: 1,
    nextAt: now,
    ...(isSent && { sentAt: instantOf(clock.nowMs()) }),
    ...(problem !== undefined &&
      sayEverywhere(keptProblem(problem), language, { all: desk.languages, textsIn: needs.textsIn })),
  });
  const explained =
    isSent || reply === '' || target.kind !== 'email' ? undefined : await explain(reply, language, desk);
  return {
    isSent,
    reply,
    ...(said !== undefined && { problem: said }),
    ...(explained !== undefined && { explained }),
  };
}

/** What our own explain makes of a refusal, from its words alone. */
async function explain(
  reply: string,
  language: string,
  desk: TargetsNeeds['desk'],
): Promise<TestResult['explained']> {
  const answer = await desk.ask({
    kind: 'explain',
    input: new TextEncoder().encode(reply),
    options: { offline: true, language },
  });
  if (!answer.ok) return undefined;
  const { summary, document } = answer.value;
  return { headline: summary.headline, turn: summary.turn, document };
}
