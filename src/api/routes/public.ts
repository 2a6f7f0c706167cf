/**
 * The Ask page without login, for one's own customers. Open only where waypost.toml says so; each address may ask so often an hour,
 * all together so often a minute; the network is asked within a budget of its own, and nothing is kept unless they want a link.
 */
import { instantOf } from '../../base/clock.ts';
import type { AskOptions } from '../../desk/types.ts';
import { type AskKind, strangerDays } from '../../store/reports/types.ts';
import type { SettingsByKey } from '../../watch/index.ts';
import { createAskNow } from '../ask/ask-now.ts';
import { bytesOf } from '../ask/given-ask.ts';
import { createKeptForStrangers } from '../ask/kept-for-strangers.ts';
import { makeShare } from '../ask/make-share.ts';
import {
  type Api,
  addRoute,
  comeAgain,
  createRateLimiter,
  limiterKeyOf,
  problem,
  type RateLimiter,
  z,
} from '../kit/index.ts';
import { askAnswer, inputMembers, recogniseBody, recognised } from '../schemas/ask.ts';
import { answerExample, replyExample } from '../schemas/examples.ts';
import { language } from '../schemas/json.ts';
import type { ApiServices } from '../services.ts';
import { inputProblem } from './ask.ts';

type PublicPage = SettingsByKey['public-page'];

/** Strangers get less time and fewer places than people who signed in. */
const limits = {
  timeMs: 30_000,
  offline: { running: 4, waiting: 64, perCaller: 2 },
  live: { running: 4, waiting: 16, perCaller: 1 },
  bounds: {
    maxNames: 1,
    maxMessages: 1,
    maxRefusals: 10,
    maxDocumentChars: 1 << 20,
    hidesInside: true,
  },
};

const inTotal = { burst: 120, perMinute: 120 };
/** Asks that may ask the network; those beyond are answered from what was pasted. */
const lookups = { burst: 30, perMinute: 30 };
/** By how much each asks at most: a hundred questions for a name, some tens for replies or a message. */
const lookupCost: Readonly<Record<AskKind, number>> = { explain: 2, check: 3, audit: 5 };
/** Its signatures are looked up, too. */
const messageCost = 1;

const publicBody = z
  .strictObject({
    ...inputMembers,
    message: z
      .base64()
      .optional()
      .openapi({ description: 'Beside replies or a name: the mail that was sent, Base64.' }),
    language: language.optional(),
    keep: z
      .boolean()
      .default(false)
      .openapi({ description: `true: kept, with a link for ${strangerDays} days.` }),
  })
  .openapi('PublicAskRequest');

const publicAnswer = askAnswer
  .omit({ reportId: true })
  .extend({
    isOffline: z.boolean().openapi({ description: 'Nothing was looked up.' }),
    url: z.string().optional().openapi({ description: 'The link, where it was kept.' }),
  })
  .openapi('PublicAnswer');

const { reportId: _, ...exampleAnswer } = answerExample('explain');

/** POST /public/recognise and /public/ask. */
export function addPublicRoutes(api: Api, services: ApiServices): void {
  const { clock, desk, settings } = services;
  const askNow = createAskNow(services, limits);
  const page = followPublicPage(services);
  const all = createRateLimiter(inTotal, clock);
  const network = createRateLimiter(lookups, clock);
  const looks = createRateLimiter({ burst: 60, perMinute: 60 }, clock);
  const keeping = createKeptForStrangers({ reports: services.store.reports, clock });

  const common = {
    method: 'post',
    tag: 'Public page',
    access: 'open',
    keeps: 'none',
    problems: ['not-found', 'too-many-requests', 'overloaded'],
  } as const;

  addRoute(
    api,
    {
      ...common,
      path: '/public/recognise',
      summary: 'Tell what something is, without login',
      body: recogniseBody,
      bodyExample: { input: replyExample },
      answers: {
        200: {
          description: 'What it is.',
          schema: recognised,
          example: { kind: 'explain', what: 'reply', name: 'Google' },
        },
      },
    },
    async (c, { body }) => {
      if (!settings.publicAsk) return closed();
      const refused = refusal(looks, limiterKeyOf(c.get('ip'))) ?? refusal(all, 'all');
      if (refused !== undefined) return refused;
      const input = await bytesOf(body);
      return input.ok ? c.json(desk.recognise(input.value)) : inputProblem(input.problem);
    },
  );

  addRoute(
    api,
    {
      ...common,
      path: '/public/ask',
      summary: 'Ask without login',
      description:
        'What it is decides which verb answers: one name, one message, or up to ten replies; at most 256 kB, no options but the language and, beside replies or a name, the mail that was sent. DNS lists are not asked about a name. Where the budget for look-ups is used up, or they lead into the network of the server, the answer comes from the text alone (`isOffline`); a name cannot be audited then. Only so much is kept for all strangers together.',
      body: publicBody,
      bodyExample: { input: replyExample, keep: false },
      answers: {
        200: {
          description: 'The answer.',
          schema: publicAnswer,
          example: { ...exampleAnswer, isOffline: false },
        },
      },
      problems: [...common.problems, 'time-out'],
    },
    async (c, { body }) => {
      if (!settings.publicAsk) return closed();
      const input = await bytesOf(body);
      if (!input.ok) return inputProblem(input.problem);
      const caller = limiterKeyOf(c.get('ip'));
      const { perHour, mayLookUp } = await page();
      const refused = refusal(perHour, caller) ?? refusal(all, 'all');
      if (refused !== undefined) return refused;
      if (body.keep) {
        const wait = await keeping.refusal(caller);
        if (wait !== undefined)
          return comeAgain('overloaded', wait, 'No more answers can be kept now. Ask without keeping it.');
      }
      const { kind } = desk.recognise(input.value);
      const message = kind === 'check' ? undefined : body.message;
      const cost = lookupCost[kind] + (message === undefined ? 0 : messageCost);
      const isOffline = !mayLookUp || !network.take('all', cost).ok;
      if (isOffline && kind === 'audit')
        return mayLookUp
          ? comeAgain('overloaded', 60, 'Too much is being looked up now. Come again in a minute.')
          : problem('not-allowed', {
              detail: 'Names are not looked up on this page. Paste a reply or a message.',
            });
      const options = {
        ...publicOptions(kind, isOffline, body.language ?? settings.language),
        ...(message !== undefined && { message }),
      };
      const answered = await askNow(
        c,
        kind,
        { input: input.value, options, keep: body.keep },
        `public ${caller}`,
      );
      if (answered instanceof Response) return answered;
      const { answer, report } = answered;
      if (report === undefined) return c.json({ isOffline, ...answer });
      keeping.added(report);
      const { url } = await makeShare(services, {
        reportId: report.id,
        days: strangerDays,
        isRedacted: false,
        createdBy: report.askedBy,
        at: instantOf(clock.nowMs()),
      });
      return c.json({ isOffline, ...answer, url });
    },
  );
}

/** Nobody's host is connected to for a stranger, and lists do not count strangers among our questions. */
function publicOptions(kind: AskKind, isOffline: boolean, language: string): AskOptions {
  if (kind === 'audit') return { connect: false, lists: false, language };
  return { ...(isOffline && { offline: true }), language };
}

const closed = (): Response =>
  problem('not-found', { detail: 'This server answers only people who signed in.' });

function refusal(limiter: RateLimiter, key: string): Response | undefined {
  const taken = limiter.take(key);
  return taken.ok ? undefined : comeAgain('too-many-requests', taken.retryAfterSeconds);
}

/** What the settings say now, and a limiter that goes with it: a changed limit begins with full buckets. */
function followPublicPage({
  watch,
  clock,
}: ApiServices): () => Promise<{ readonly perHour: RateLimiter; readonly mayLookUp: boolean }> {
  let known: { readonly perHour: RateLimiter; readonly mayLookUp: boolean } | undefined;
  watch.settings.onChange((key) => {
    if (key === 'public-page') known = undefined;
  });
  return async () => {
    if (known !== undefined) return known;
    const { value }: { readonly value: PublicPage } = await watch.settings.get('public-page');
    known = {
      perHour: createRateLimiter(
        { burst: Math.min(value.perHour, 10), perMinute: value.perHour / 60 },
        clock,
      ),
      mayLookUp: value.lookups,
    };
    return known;
  };
}
