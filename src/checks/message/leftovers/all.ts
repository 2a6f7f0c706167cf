/** Checks of a message before it is sent: leftovers. Links to localhost, staging hosts and '#' are told by the checks of links. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { brokenText } from './broken-text.ts';
import { fillerText } from './filler-text.ts';
import { headerTemplate } from './header-template.ts';
import { mergeTags } from './merge-tags.ts';
import { missingValues } from './missing-values.ts';
import { placeholderAddress } from './placeholder-address.ts';
import { testSubject } from './test-subject.ts';

export const leftoverChecks: readonly MessageCheck[] = [
  mergeTags,
  headerTemplate,
  missingValues,
  fillerText,
  testSubject,
  brokenText,
  placeholderAddress,
];
