/** Checks of a message before it is sent: html. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { activeContent } from './active-content.ts';
import { altText } from './alt-text.ts';
import { attributes } from './attributes.ts';
import { cidImages } from './cid-images.ts';
import { clientSupport } from './client-support.ts';
import { clipPoint } from './clip-point.ts';
import { complete } from './complete.ts';
import { documentFrame } from './document-frame.ts';
import { embeddedData } from './embedded-data.ts';
import { externalStyle } from './external-style.ts';
import { hiddenText } from './hidden-text.ts';
import { metaCharset } from './meta-charset.ts';
import { nesting } from './nesting.ts';
import { pictureSource } from './picture-source.ts';
import { imageOnly } from './pictures.ts';

export const htmlChecks: readonly MessageCheck[] = [
  nesting,
  complete,
  attributes,
  hiddenText,
  clipPoint,
  imageOnly,
  altText,
  cidImages,
  pictureSource,
  activeContent,
  embeddedData,
  externalStyle,
  metaCharset,
  documentFrame,
  clientSupport,
];
