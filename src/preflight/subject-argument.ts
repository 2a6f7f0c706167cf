/** What the texts of an audit call their subject, in the report of a message. */
import type { JsonObject } from '../base/json.ts';
import type { Subject } from '../findings/finding.ts';

/** A message's Message-ID is no name that records or lists are about: texts then say it without. */
export const subjectArgument = ({ kind, name }: Subject): JsonObject =>
  kind === 'message' ? {} : { subject: name };
