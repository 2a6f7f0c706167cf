export { readServiceEvents, type ServiceEvents } from './read-service-events.ts';
export type { ServiceEvent } from './types.ts';
