/** The DNS client's door: resolvers, limits, the resolver to ask as text. Questions and answers are in types.ts. */
export { type AuthorityAnswer, type AuthorityClient, createAuthorityClient } from './authority.ts';
export { limitedResolver } from './limited-resolver.ts';
export { overlayResolver, type RecordEdit } from './overlay.ts';
export { patientResolver } from './patient-resolver.ts';
export { recordValue } from './record-text.ts';
export { createResolver } from './resolver.ts';
export { createSemaphore } from './semaphore.ts';
export { type DnsServer, parseServer } from './servers.ts';
export { tryResolver } from './trial.ts';
export { offlineResolver } from './unknown-answer.ts';
