/** JSON of strangers: the public door of this folder. */
export { type JsonLimits, parseBoundedJson } from './bounded-json.ts';
