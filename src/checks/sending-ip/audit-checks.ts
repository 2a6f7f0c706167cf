/** Checks of a sending address: HELO identity and route origin. */
import type { Check } from '../../findings/finding.ts';
import { heloGeneric } from './helo-generic.ts';
import { heloIsPtr } from './helo-is-ptr.ts';
import { heloSpf } from './helo-spf.ts';
import { ptrSingle } from './ptr-single.ts';
import { routeAnnounced } from './route-announced.ts';
import { routeValid } from './route-valid.ts';

export const sendingIpChecks: readonly Check[] = [
  ptrSingle,
  heloIsPtr,
  heloGeneric,
  heloSpf,
  routeAnnounced,
  routeValid,
];
