/**
 * Of a header the first megabyte is read. A field that stands behind that is not looked at, and never said to be missing.
 */
import type { MessageCheck, MessageDraft } from '../../findings/message-check.ts';
import type { MailView } from '../../wire/mail-view/types.ts';
import { draftMessage } from './draft-message.ts';
import { nameOf, walkRawFields } from './headers/header-lines.ts';

/** Checks that miss fields: what they then say, and the fields, in lower case. */
const missing: Readonly<Record<string, readonly (readonly [message: string, ...keys: readonly string[]])[]>> =
  {
    'headers/from-present': [['missing', 'from']],
    'headers/message-id-present': [['missing', 'message-id']],
    'headers/date-present': [['missing', 'date']],
    'headers/subject-present': [['missing', 'subject']],
    'headers/recipients-present': [
      ['missing', 'to', 'cc'],
      ['only-cc', 'to'],
    ],
    'headers/mime-version': [['missing', 'mime-version']],
    'headers/sender-field': [['missing', 'sender']],
    'headers/automatic': [['not-marked', 'auto-submitted']],
    'headers/reply-prefix': [
      ['reply', 'in-reply-to', 'references'],
      ['forward', 'in-reply-to', 'references'],
    ],
    'unsubscribe/header': [['missing', 'list-unsubscribe']],
    'unsubscribe/one-click': [
      ['no-post', 'list-unsubscribe-post'],
      ['post-without-list', 'list-unsubscribe'],
    ],
  };

/** Checks whose words hold 'header-cut'. */
export const checksOfMissing: readonly string[] = Object.keys(missing);

/** The check, which says of a field behind the cut that it was not looked at. */
export function untilTheCut(check: MessageCheck): MessageCheck {
  const rows = missing[check.id];
  if (rows === undefined) return check;
  const isUnseen = (view: MailView, { outcome, message }: MessageDraft): boolean =>
    outcome === 'fail' && rows.some(([said, ...keys]) => said === message && namesBehindCut(view, keys));
  return {
    ...check,
    run: (view, given) =>
      check
        .run(view, given)
        .map((draft) =>
          isUnseen(view, draft) ? draftMessage('unknown', 'header-cut', draft.consequence) : draft,
        ),
  };
}

function namesBehindCut(view: MailView, keys: readonly string[]): boolean {
  if (!view.message.problems.some(({ code }) => code === 'header-limit')) return false;
  return namesOf(view).some((name) => keys.includes(name));
}

const known = new WeakMap<MailView, readonly string[]>();

/** Names of the whole header that are asked for, in lower case. */
function namesOf(view: MailView): readonly string[] {
  const before = known.get(view);
  if (before !== undefined) return before;
  const wanted = new Set(Object.values(missing).flatMap((rows) => rows.flatMap(([, ...keys]) => keys)));
  const found = new Set<string>();
  for (const field of walkRawFields(view)) {
    const name = nameOf(view, field).toLowerCase();
    if (wanted.has(name)) found.add(name);
  }
  known.set(view, [...found]);
  return [...found];
}
