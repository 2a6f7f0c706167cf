/** The door of authentication: who asks, the headers of every answer, and the routes' view of both. */
export { answerProblem } from './answer-problem.ts';
export { addAuthentication, authenticate } from './authentication.ts';
export { byOf, clientOf, inBrowser } from './by.ts';
export { isSecure } from './is-secure.ts';
export { addSecurityHeaders, PAGE_POLICY } from './security-headers.ts';
export type { AuthServices } from './services.ts';
export { clearSessionCookie, readSessionCookie, writeSessionCookie } from './session-cookie.ts';
