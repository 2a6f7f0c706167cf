/** Every check of a message before it is sent. */
import type { MessageCheck } from '../../findings/message-check.ts';
import { untilTheCut } from './behind-cut.ts';
import { contentChecks } from './content/all.ts';
import { headerChecks } from './headers/all.ts';
import { htmlChecks } from './html/all.ts';
import { leftoverChecks } from './leftovers/all.ts';
import { linkChecks } from './links/all.ts';
import { mimeChecks } from './mime/all.ts';
import { unsubscribeChecks } from './unsubscribe/all.ts';

const families: readonly (readonly MessageCheck[])[] = [
  headerChecks,
  mimeChecks,
  unsubscribeChecks,
  linkChecks,
  htmlChecks,
  contentChecks,
  leftoverChecks,
];

export const messageChecks: readonly MessageCheck[] = families.flat().map(untilTheCut);
