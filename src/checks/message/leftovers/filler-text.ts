/** Is there text that only fills space: lorem ipsum, notes to oneself, the sentences a template comes with? */
import type { Consequence, MessageCheck } from '../../../findings/message-check.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { googleGuidelines } from '../published-sources.ts';
import { consequenceOf, shownTexts } from './shown-texts.ts';

interface Filler {
  readonly message: string;
  readonly consequence: Consequence;
  readonly form: RegExp;
}

const fillers: readonly Filler[] = [
  {
    message: 'lorem-ipsum',
    consequence: 'rendering',
    form: /\blorem ipsum\b|\bdolor sit amet\b|\bconsectetur adipi/gi,
  },
  // 'TODO' by itself is a Spanish word.
  {
    message: 'note',
    consequence: 'information',
    form: /\b(?:TODO|FIXME|XXX|TBD)\s?:|[[(<](?:TODO|FIXME|TBD|XXX)\b|\bFIXME\b/g,
  },
  {
    message: 'default-text',
    consequence: 'information',
    form: /\b(?:use this area to offer a short (?:preview|teaser)|(?:add|insert|type|put|write) your (?:own )?(?:text|content|message|logo|headline) here|your (?:company|logo|address|headline) (?:name )?(?:goes )?here|\[?your company(?: name)?\]?(?:,? (?:llc|inc)\b)|\[company name(?:, llc)?\]|(?:123|1234) (?:main|fake|example) (?:street|st)\b|this is (?:a )?(?:preheader|preview) text|preheader text(?: here| goes here)|(?:hier steht|hier kommt) (?:ihr|dein) text|musterstraße 1\b|max(?:ine)? mustermann)/gi,
  },
];

export const fillerText: MessageCheck = {
  id: 'leftovers/filler-text',
  sources: [googleGuidelines],
  run: (view, { profile }) => {
    const drafts = shownTexts(view).flatMap(({ text, placeOf }) =>
      fillers.flatMap(({ message, consequence, form }) =>
        [...text.matchAll(form)]
          .slice(0, 50)
          .map((match) =>
            draftMessage(
              'fail',
              message,
              consequence === 'rendering' ? consequenceOf(profile) : consequence,
              { text: match[0].slice(0, 80) },
              { place: placeOf(match.index, match.index + match[0].length) },
            ),
          ),
      ),
    );
    return drafts.length === 0 ? [draftMessage('pass', 'none', 'rendering')] : capped(drafts);
  },
};
