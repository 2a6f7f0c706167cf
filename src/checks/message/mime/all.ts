/** Checks of a message before it is sent: mime. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { alternativeOrder, textPart } from './alternative.ts';
import { attachmentCount } from './attachment-count.ts';
import { base64 } from './base64.ts';
import { blockedType } from './blocked-type.ts';
import { boundary } from './boundary.ts';
import { charset } from './charset.ts';
import { contentType } from './content-type.ts';
import { emptyPart } from './empty-part.ts';
import { filename } from './filename.ts';
import { inlineImage } from './inline-image.ts';
import { lineEnds } from './line-ends.ts';
import { lineLength } from './line-length.ts';
import { messageSize } from './message-size.ts';
import { nul } from './nul.ts';
import { partsDiffer } from './parts-differ.ts';
import { quotedPrintable } from './quoted-printable.ts';
import { relatedRoot } from './related-root.ts';
import { riskyFile } from './risky-file.ts';
import { sevenBit } from './seven-bit.ts';
import { structure } from './structure.ts';
import { transferEncoding } from './transfer-encoding.ts';

export const mimeChecks: readonly MessageCheck[] = [
  boundary,
  structure,
  contentType,
  charset,
  transferEncoding,
  sevenBit,
  base64,
  quotedPrintable,
  lineLength,
  lineEnds,
  nul,
  textPart,
  alternativeOrder,
  partsDiffer,
  emptyPart,
  relatedRoot,
  filename,
  blockedType,
  riskyFile,
  messageSize,
  attachmentCount,
  inlineImage,
];
