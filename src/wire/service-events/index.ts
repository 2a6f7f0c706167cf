export { readServiceEvents } from './read-service-events.ts';
export type { ServiceEvent } from './types.ts';
