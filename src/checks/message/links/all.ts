/** Checks of a message before it is sent: links. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { domainCount } from './domain-count.ts';
import { insecure } from './insecure.ts';
import { invisibleCharacters } from './invisible-characters.ts';
import { ipAddress } from './ip-address.ts';
import { lookalike } from './lookalike.ts';
import { mixedScripts } from './mixed-scripts.ts';
import { openHosting } from './open-hosting.ts';
import { port } from './port.ts';
import { privateHost } from './private-host.ts';
import { redirector } from './redirector.ts';
import { shortener } from './shortener.ts';
import { suspectSuffix } from './suspect-suffix.ts';
import { target } from './target.ts';
import { textTarget } from './text-target.ts';
import { urlLength } from './url-length.ts';
import { userinfo } from './userinfo.ts';

export const linkChecks: readonly MessageCheck[] = [
  textTarget,
  mixedScripts,
  lookalike,
  invisibleCharacters,
  ipAddress,
  userinfo,
  shortener,
  redirector,
  openHosting,
  privateHost,
  suspectSuffix,
  target,
  port,
  insecure,
  urlLength,
  domainCount,
];
