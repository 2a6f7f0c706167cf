/** The door of authentication: who asks, and what routes need of it. */
export { answerProblem } from './answer-problem.ts';
export { addAuthentication } from './authentication.ts';
export { byOf, clientOf, inBrowser } from './by.ts';
export { spokeTls } from './is-secure.ts';
export { isOwnHost } from './own-host.ts';
export type { AuthServices } from './services.ts';
export { clearSessionCookie, readSessionCookie, writeSessionCookie } from './session-cookie.ts';
