/** Ways to give a mail server a HELO name that fits its address. */
import { getDomain } from 'tldts';
import { isSameIp } from '../../base/ip.ts';
import type { PtrFacts } from '../../findings/evidence.ts';
import type { Fix } from '../../findings/fix.ts';
import { addressRecord } from './ptr-fix.ts';

/** The reverse name of the IP is the name that receivers expect to hear, where it leads back and is no generic one. */
export function reverseNameAsHelo(ptr: PtrFacts | undefined): readonly Fix[] {
  if (ptr === undefined || ptr.isGeneric) return [];
  const good = ptr.names.find(
    ({ addresses }) => addresses !== 'unknown' && addresses.some((address) => isSameIp(address, ptr.ip)),
  );
  if (good === undefined) return [];
  return [{ kind: 'setting', where: 'Postfix main.cf', key: 'smtp_helo_name', value: good.name }];
}

/** For a host name that does not resolve at all; the name of a whole domain belongs to its web site, too. */
export function missingAddress(name: string, ip: string): readonly Fix[] {
  const isHost = name.split('.').length >= 3 && getDomain(name) !== name;
  return isHost ? [addressRecord(name, ip)] : [];
}
