/** Is there plain text beside HTML, and the plainest first (RFC 2046 §5.1.4)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { rfc, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { partsOf, placeOfPart } from './parts-of.ts';

export const textPart: MessageCheck = {
  id: 'mime/text-part',
  sources: [rfc('2046 §5.1.4'), rspamdRules, spamAssassinRules],
  run: (view) => {
    const kinds = view.texts.map(({ kind }) => kind);
    if (!kinds.includes('html')) {
      const alternative = partsOf(view).find(
        ({ contentType }) => contentType.type === 'multipart/alternative',
      );
      if (alternative === undefined || !kinds.includes('plain'))
        return [draftMessage('not-applicable', 'no-html', 'score')];
      return [
        draftMessage(
          'fail',
          'alternative-without-html',
          'score',
          {},
          {
            place: placeOfPart(view, alternative),
            engineRules: [rspamd('MIME_MA_MISSING_HTML', 1)],
          },
        ),
      ];
    }
    if (kinds.includes('plain')) return [draftMessage('pass', 'both', 'score')];
    const html = view.texts.find(({ kind }) => kind === 'html');
    const isAlternative = partsOf(view).some(
      ({ contentType }) => contentType.type === 'multipart/alternative',
    );
    return [
      draftMessage(
        'fail',
        isAlternative ? 'alternative-without-text' : 'html-only',
        'score',
        {},
        {
          ...(html !== undefined && { place: placeOfPart(view, html.part) }),
          engineRules: [
            spamAssassin('MIME_HTML_ONLY', 0.1),
            ...(isAlternative ? [rspamd('MIME_MA_MISSING_TEXT', 2)] : []),
          ],
        },
      ),
    ];
  },
};

export const alternativeOrder: MessageCheck = {
  id: 'mime/alternative-order',
  sources: [rfc('2046 §5.1.4')],
  run: (view) => {
    const alternatives = partsOf(view).filter(
      ({ contentType }) => contentType.type === 'multipart/alternative',
    );
    if (alternatives.length === 0) return [draftMessage('not-applicable', 'no-alternative', 'rendering')];
    for (const { children } of alternatives) {
      const types = children.map(({ contentType }) => contentType.type);
      const html = types.findIndex((type) => type === 'text/html' || type === 'multipart/related');
      const plain = types.lastIndexOf('text/plain');
      const late = children[plain];
      if (html >= 0 && plain > html && late !== undefined)
        return [draftMessage('fail', 'html-first', 'rendering', {}, { place: placeOfPart(view, late) })];
    }
    return [draftMessage('pass', 'plainest-first', 'rendering')];
  },
};
