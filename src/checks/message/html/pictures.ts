/** Pictures that carry the message: HTML with hardly any text beside them. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { attributeOf, type HtmlImage } from '../../../wire/html/index.ts';
import { spamAssassin } from '../engine-rules.ts';
import { spamAssassinRules } from '../published-sources.ts';
import { lettersIn } from './hidden-text.ts';
import { faultAt, sayOfHtml } from './html-parts.ts';

/** Below this no article, no letter, no receipt was ever written. */
const FEW_LETTERS = 100;
/** SpamAssassin's HTML_IMAGE_ONLY_04: pictures and 1 to 400 characters of text. */
const RULE_LENGTH = 400;

export const imageOnly: MessageCheck = {
  id: 'html/image-only',
  sources: [spamAssassinRules],
  run: (view) =>
    sayOfHtml(view, (part) => {
      const images = part.images.filter((image) => !isPixel(image));
      const [first] = images;
      if (first === undefined) return [];
      let letters = 0;
      let length = 0;
      for (const { text, hidden } of part.runs) {
        length += text.trim().length;
        if (hidden === undefined) letters += lettersIn(text);
      }
      if (letters >= FEW_LETTERS) return [];
      const hasRule = length > 0 && length <= RULE_LENGTH;
      return [
        faultAt(
          part,
          first.element.startTag,
          letters === 0 ? 'no-text' : 'little-text',
          hasRule ? 'score' : 'rendering',
          { letters, images: images.length },
          hasRule ? { engineRules: [spamAssassin('HTML_IMAGE_ONLY_04', 1.172)] } : {},
        ),
      ];
    }),
};

/** A picture that nobody is meant to see: width or height of at most 2. */
export function isPixel({ element }: HtmlImage): boolean {
  return ['width', 'height'].some((name) => {
    const value = attributeOf(element, name)?.value.trim();
    return value !== undefined && /^[0-2](?:px)?$/.test(value);
  });
}
