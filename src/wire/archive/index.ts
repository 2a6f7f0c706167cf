/** Archives that come with messages: what is in them, without unpacking. */
export { readZipDirectory } from './zip-directory.ts';
