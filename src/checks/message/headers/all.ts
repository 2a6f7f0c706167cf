/** Checks of a message before it is sent: headers. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { addressSyntax } from './address-syntax.ts';
import { automatic } from './automatic.ts';
import { dateNow } from './date-now.ts';
import { datePresent } from './date-present.ts';
import { dateValid } from './date-valid.ts';
import { directionMarks } from './direction-marks.ts';
import { displayName } from './display-name.ts';
import { encodedWordForm } from './encoded-word-form.ts';
import { encodedWordPlace } from './encoded-word-place.ts';
import { fieldSize } from './field-size.ts';
import { fieldSpelling } from './field-spelling.ts';
import { fromAddress } from './from-address.ts';
import { fromDomain } from './from-domain.ts';
import { fromOneAddress } from './from-one-address.ts';
import { fromPresent } from './from-present.ts';
import { fromProvider } from './from-provider.ts';
import { fromSingle } from './from-single.ts';
import { fromSuffix } from './from-suffix.ts';
import { linesAreFields } from './lines-are-fields.ts';
import { listFields } from './list-fields.ts';
import { messageIdDomain } from './message-id-domain.ts';
import { messageIdPresent } from './message-id-present.ts';
import { messageIdValid } from './message-id-valid.ts';
import { mimeVersion } from './mime-version.ts';
import { nameSize } from './name-size.ts';
import { noBcc } from './no-bcc.ts';
import { noRaw8bit } from './no-raw-8bit.ts';
import { recipientInSubject } from './recipient-in-subject.ts';
import { recipientsPresent } from './recipients-present.ts';
import { replyPrefix } from './reply-prefix.ts';
import { replyTo } from './reply-to.ts';
import { scriptTraces } from './script-traces.ts';
import { senderField } from './sender-field.ts';
import { singleInstance } from './single-instance.ts';
import { subjectLength } from './subject-length.ts';
import { subjectPresent } from './subject-present.ts';
import { totalSize } from './total-size.ts';
import { traceFields } from './trace-fields.ts';

export const headerChecks: readonly MessageCheck[] = [
  fromPresent,
  fromAddress,
  fromSingle,
  fromOneAddress,
  fromDomain,
  fromProvider,
  fromSuffix,
  displayName,
  directionMarks,
  senderField,
  replyTo,
  recipientsPresent,
  noBcc,
  subjectPresent,
  subjectLength,
  replyPrefix,
  recipientInSubject,
  datePresent,
  dateValid,
  dateNow,
  messageIdPresent,
  messageIdValid,
  messageIdDomain,
  mimeVersion,
  singleInstance,
  addressSyntax,
  linesAreFields,
  encodedWordPlace,
  encodedWordForm,
  noRaw8bit,
  totalSize,
  fieldSize,
  nameSize,
  fieldSpelling,
  traceFields,
  scriptTraces,
  automatic,
  listFields,
];
