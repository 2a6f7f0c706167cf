/** Links of a message, opened on request: the public door. */
export { fetchLinks, type LinkToFetch } from './fetch-links.ts';
export { createHop, type Hop, type HopOptions } from './hop.ts';
export { type ProbeRequest, probeUnsubscribe } from './probe-unsubscribe.ts';
