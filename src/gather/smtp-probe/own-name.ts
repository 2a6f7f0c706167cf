/** The name that we give at EHLO. */
import { hostname } from 'node:os';
import { isFullName } from '../../base/host-name.ts';

/** RFC 5321 §4.1.4: a client without a full name gives an address literal. */
export function ownName(): string {
  const name = hostname().toLowerCase();
  return isFullName(name) ? name : '[127.0.0.1]';
}
