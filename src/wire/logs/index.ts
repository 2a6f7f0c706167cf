/** Mail logs: the public door of this folder. */

export { readLog, recogniseLog } from './recognise.ts';
export type { LogEvent, LogFormat } from './types.ts';
