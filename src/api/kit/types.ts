/** Types of the kit that its users name: open beside the door. */
export type { Api, ApiContext, ApiEvent } from './api.ts';
export type { TrustsProxy } from './client-ip.ts';
export type { EventSink } from './event-stream.ts';
