/** Checks of MX, zone, DNSSEC and CAA. */
import type { Check } from '../../findings/finding.ts';
import { caaIssuers } from './caa-issuers.ts';
import { caaMail } from './caa-mail.ts';
import { caaRecords } from './caa-records.ts';
import { delegation } from './delegation.ts';
import { dnssec } from './dnssec.ts';
import { dnssecAlgorithms } from './dnssec-algorithms.ts';
import { dnssecSignatures } from './dnssec-signatures.ts';
import { domainExists } from './domain-exists.ts';
import { domainNotAlias } from './domain-not-alias.ts';
import { messageDomains } from './message-domains.ts';
import { mxDistinct } from './mx-distinct.ts';
import { mxIpv6 } from './mx-ipv6.ts';
import { mxIsName } from './mx-is-name.ts';
import { mxNotAlias } from './mx-not-alias.ts';
import { mxPresent } from './mx-present.ts';
import { mxPublic } from './mx-public.ts';
import { mxResolves } from './mx-resolves.ts';
import { nameServers } from './name-servers.ts';
import { nullMx } from './null-mx.ts';
import { propagation } from './propagation.ts';
import { serials } from './serials.ts';
import { soaPresent } from './soa-present.ts';
import { soaValues } from './soa-values.ts';
import { takesBounces } from './takes-bounces.ts';
import { ttl } from './ttl.ts';

export const routingChecks: readonly Check[] = [
  domainExists,
  mxPresent,
  nullMx,
  mxIsName,
  mxResolves,
  mxNotAlias,
  mxPublic,
  mxDistinct,
  mxIpv6,
  takesBounces,
  messageDomains,
  soaPresent,
  domainNotAlias,
  dnssec,
  dnssecAlgorithms,
  dnssecSignatures,
  delegation,
  nameServers,
  serials,
  soaValues,
  ttl,
  propagation,
  caaRecords,
  caaIssuers,
  caaMail,
];
