/** Types of the kit that its users name: open beside the door. */
export type { Api, ApiContext, ApiEnv, ApiEvent, KitServices } from './api.ts';
export type { TrustsProxy } from './client-ip.ts';
export type { EventSink, EventStreams, StreamEvent } from './event-stream.ts';
