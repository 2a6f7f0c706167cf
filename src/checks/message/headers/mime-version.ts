/** Does a message with MIME fields say that it is MIME (RFC 2045 §4)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { edit, insertField, replaceValue } from '../message-edits.ts';
import { rfc, rspamdRules } from '../published-sources.ts';
import { firstField } from './fields.ts';

const NAME = 'MIME-Version';

export const mimeVersion: MessageCheck = {
  id: 'headers/mime-version',
  sources: [rfc('2045 §4'), rspamdRules],
  run: (view) => {
    const field = firstField(view, 'mime-version');
    if (field === undefined) {
      const isMime = view.fields.some(
        ({ key }) => key === 'content-type' || key === 'content-transfer-encoding',
      );
      if (!isMime) return [draftMessage('not-applicable', 'no-mime', 'score')];
      return [
        draftMessage(
          'fail',
          'missing',
          'score',
          {},
          { engineRules: [rspamd('MISSING_MIME_VERSION', 2)], fixes: [insertField(view, NAME, '1.0')] },
        ),
      ];
    }
    const place = placeInHeader(view, field);
    const data = { value: field.rawValue.slice(0, 100) };
    if (field.rawValue.replaceAll(/\([^()]*\)|\s/g, '') !== '1.0')
      return [
        draftMessage('fail', 'other-version', 'policy', data, { place, fixes: [replaceValue(field, '1.0')] }),
      ];
    if (field.name === 'Mime-Version')
      return [
        draftMessage('fail', 'spelling', 'score', data, {
          place,
          engineRules: [rspamd('MV_CASE', 0.5)],
          fixes: [edit(field.range.start, field.range.start + NAME.length, NAME)],
        }),
      ];
    return [draftMessage('pass', 'present', 'score')];
  },
};
