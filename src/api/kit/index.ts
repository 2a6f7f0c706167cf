/** What the routes of the API are built from: the public door. */
export { z } from '@hono/zod-openapi';
export {
  Api,
  type ApiContext,
  type ApiEnv,
  type ApiEvent,
  apiBase,
  createApi,
  type KitServices,
} from './api.ts';
export { clientBehind } from './client-ip.ts';
export {
  createEventStreams,
  type EventSink,
  type EventStreams,
  lastEventId,
  type StreamEvent,
} from './event-stream.ts';
export { createGate, type Gate } from './gate.ts';
export { jsonPieces } from './json-pieces.ts';
export { isWholeBase64, LongText, maybeLongText } from './long-text.ts';
export { pageOf, pageQuery, pageRequest, queryInt } from './pages.ts';
export { changeProblem, comeAgain, invalid, type ProblemCode, problem, problemFrom } from './problems.ts';
export { createRateLimiter, limiterKeyOf, type RateLimiter } from './rate-limiter.ts';
export { notSignedIn, refusal } from './requires.ts';
export { addRoute, type Route } from './route.ts';
export { largeJson, largeText, surfaceOf } from './surface.ts';
export { changed, notModified, single, tagged } from './versions.ts';
export { writeDown } from './write-down.ts';
