/** CAA records (RFC 8659): who may issue certificates for a domain. */
export { type CaaIssuer, type CaaProblem, isKnownCaaTag, parseCaaIssuer, problemOfCaa } from './caa.ts';
