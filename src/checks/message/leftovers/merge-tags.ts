/** Did the template engine leave merge tags in what people read? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { htmlOfPart } from '../../../wire/html/index.ts';
import { placeInText } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { findMergeTags } from './find-merge-tags.ts';
import { consequenceOf, shownTexts } from './shown-texts.ts';
import { templateDocs } from './sources.ts';

export const mergeTags: MessageCheck = {
  id: 'leftovers/merge-tags',
  sources: templateDocs,
  run: (view, { profile }) => {
    const consequence = consequenceOf(profile);
    const drafts = shownTexts(view).flatMap(({ kind, text, placeOf }) =>
      findMergeTags(text).map(({ start, end, syntax }) =>
        draftMessage(
          'fail',
          kind === 'subject' || kind === 'name' ? kind : 'text',
          consequence,
          { tag: text.slice(start, end).slice(0, 80), syntax },
          { place: placeOf(start, end) },
        ),
      ),
    );
    for (const part of view.texts) {
      if (part.kind !== 'html') continue;
      for (const { href, hrefSpan } of htmlOfPart(part).anchors) {
        const tag = href === undefined ? undefined : findMergeTags(href.slice(0, 2_000))[0];
        if (href === undefined || hrefSpan === undefined || tag === undefined) continue;
        drafts.push(
          draftMessage(
            'fail',
            'link',
            consequence,
            { tag: href.slice(tag.start, tag.end).slice(0, 80), syntax: tag.syntax },
            { place: placeInText(view, part, hrefSpan.start, hrefSpan.end) },
          ),
        );
        if (drafts.length > 1_000) break;
      }
    }
    return drafts.length === 0 ? [draftMessage('pass', 'none', 'rendering')] : capped(drafts);
  },
};
