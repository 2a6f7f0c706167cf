/** Pages fetched over HTTPS: the public door. */
export { createHttpsFetch, type HttpsFetchOptions } from './fetch.ts';
