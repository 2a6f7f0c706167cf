/** Pictures that carry the message: HTML with hardly any text beside them, and what a filter counts as that. */
import type { EngineRule, MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { attributeOf, type HtmlImage } from '../../../wire/html/index.ts';
import { decodeBytes } from '../../../wire/message/index.ts';
import { draftMessage } from '../draft-message.ts';
import { spamAssassin } from '../engine-rules.ts';
import { fieldOfPart, leavesOf } from '../mime/parts-of.ts';
import { spamAssassinRules } from '../published-sources.ts';
import { lettersIn } from './hidden-text.ts';
import { faultAt, type HtmlPart, sayOfHtml } from './html-parts.ts';

/** Below this no article, no receipt was ever written; a note with a logo below it is. */
const FEW_LETTERS = 100;
/**
 * SpamAssassin's HTML_IMAGE_ONLY_04 to _28: HTML with a picture whose whole source, tags and all, is so many characters long; the last
 * band (_32) gives 0.001.
 */
const bands: readonly (readonly [name: string, over: number, upTo: number, points: number])[] = [
  ['04', 0, 400, 1.172],
  ['08', 400, 800, 1.651],
  ['12', 800, 1200, 2.059],
  ['16', 1200, 1600, 1.092],
  ['20', 1600, 2000, 1.546],
  ['24', 2000, 2400, 1.618],
  ['28', 2400, 2800, 1.404],
];
/** A picture is a logo up to this size: as it is shown, or the file that comes with the message. */
const LOGO_WIDTH = 250;
const LOGO_HEIGHT = 120;
const LOGO_OCTETS = 12_000;

export const imageOnly: MessageCheck = {
  id: 'html/image-only',
  sources: [spamAssassinRules],
  run: (view, { isTemplate = false }) =>
    sayOfHtml(view, (part) => {
      const faults = faultsOf(part);
      const isOpen = isTemplate && part.html.mergeTags.some(({ role }) => role !== 'comment');
      return isOpen ? faults.map(() => draftMessage('unknown', 'template', 'score')) : faults;
    }),
};

function faultsOf(part: HtmlPart): readonly MessageDraft[] {
  const rule = ruleFor(part);
  const images = part.images.filter((image) => !isPixel(image));
  const first = images[0] ?? part.images[0];
  if (first === undefined) return [];
  let letters = 0;
  for (const { text, hidden } of part.runs) if (hidden === undefined) letters += lettersIn(text);
  const isCarrying =
    images.length > 0 &&
    letters < FEW_LETTERS &&
    (letters === 0 || images.some((image) => !isLogo(image, part)));
  if (!isCarrying && rule === undefined) return [];
  const message = !isCarrying ? 'short-html' : letters === 0 ? 'no-text' : 'little-text';
  return [
    faultAt(
      part,
      first.element.startTag,
      message,
      rule === undefined ? 'rendering' : 'score',
      { letters, images: images.length, length: lengthOf(part) },
      rule === undefined ? {} : { engineRules: [rule] },
    ),
  ];
}

/** Line ends count once, as the engine reads them. */
const lengthOf = ({ part }: HtmlPart): number => part.text.replaceAll('\r\n', '\n').length;

function ruleFor(part: HtmlPart): EngineRule | undefined {
  // Any picture counts, also one that nobody sees.
  if (part.images.length === 0 || part.part.isCut || part.part.text.length > 6_000) return undefined;
  const length = lengthOf(part);
  const band = bands.find(([, over, upTo]) => length > over && length <= upTo);
  return band === undefined ? undefined : spamAssassin(`HTML_IMAGE_ONLY_${band[0]}`, band[3]);
}

/** A picture that nobody is meant to see: width or height of at most 2. */
export function isPixel({ element }: HtmlImage): boolean {
  return ['width', 'height'].some((name) => {
    const value = attributeOf(element, name)?.value.trim();
    return value !== undefined && /^[0-2](?:px)?$/.test(value);
  });
}

/** Small as it is shown, called so, or a small file of the message itself. */
function isLogo(image: HtmlImage, { view }: HtmlPart): boolean {
  const sizeOf = (name: string): number | undefined => {
    const digits = /^(\d{1,5})(?:px)?$/.exec(attributeOf(image.element, name)?.value.trim() ?? '')?.[1];
    return digits === undefined ? undefined : Number(digits);
  };
  const [width, height] = [sizeOf('width'), sizeOf('height')];
  if (width !== undefined || height !== undefined)
    return (width ?? 0) <= LOGO_WIDTH && (height ?? 0) <= LOGO_HEIGHT;
  if (/\blogo/i.test(`${image.alt ?? ''} ${image.src ?? ''}`)) return true;
  const id = /^\s*cid:(.{1,300}?)\s*$/i.exec(image.src ?? '')?.[1];
  if (id === undefined) return false;
  const file = leavesOf(view).find((leaf) => fieldOfPart(leaf, 'content-id')?.rawValue.includes(`<${id}>`));
  return file !== undefined && !decodeBytes(view.message, file, LOGO_OCTETS).isCut;
}
