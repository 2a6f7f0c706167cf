export { isJson, readServiceEvents, type ServiceEvents } from './read-service-events.ts';
export type { ServiceEvent, ToldReason } from './types.ts';
