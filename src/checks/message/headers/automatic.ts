/**
 * Does automatic mail say that it is (RFC 3834 §5)? Without that it gets absence notes as answers. No receiver is known to
 * judge it.
 */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { insertField } from '../message-edits.ts';
import { rfc } from '../published-sources.ts';
import { firstField, isOfList } from './fields.ts';

export const automatic: MessageCheck = {
  id: 'headers/automatic',
  sources: [rfc('3834 §5'), rfc('2076 §3.9')],
  run: (view, { profile }) => {
    const submitted = firstField(view, 'auto-submitted');
    const precedence = firstField(view, 'precedence');
    if (profile === 'personal') {
      // Lists and answering programs pass on what they were given, and say so: RFC 3834 §5 wants it.
      if (isOfList(view) || /^auto-(?:replied|notified)/i.test(submitted?.value ?? ''))
        return [draftMessage('pass', 'marked', 'information')];
      const field = submitted?.value.toLowerCase() === 'no' ? precedence : (submitted ?? precedence);
      return field === undefined
        ? [draftMessage('not-applicable', 'personal', 'information')]
        : [
            draftMessage(
              'fail',
              'not-personal',
              'information',
              { header: field.name },
              { place: placeInHeader(view, field) },
            ),
          ];
    }
    if (profile === 'transactional' && precedence !== undefined && /^(?:bulk|junk)/i.test(precedence.value))
      return [
        draftMessage(
          'fail',
          'precedence',
          'information',
          { value: precedence.value.slice(0, 40) },
          { place: placeInHeader(view, precedence) },
        ),
      ];
    if (profile === 'transactional' && submitted === undefined)
      return [
        draftMessage(
          'fail',
          'not-marked',
          'information',
          {},
          { fixes: [insertField(view, 'Auto-Submitted', 'auto-generated')] },
        ),
      ];
    return [draftMessage('pass', 'marked', 'information')];
  },
};
