/** Archives that come with messages: what is in them, without unpacking. */
export { readCompoundNames } from './compound-file.ts';
export { readZipDirectory } from './zip-directory.ts';
