/** Pages fetched over HTTPS: the public door. */
export { checkIdentity, isCertificateCode } from './certificate-fault.ts';
export { createHttpsFetch, type HttpsFetchOptions } from './fetch.ts';
export { reachableAddresses } from './reachable-addresses.ts';
