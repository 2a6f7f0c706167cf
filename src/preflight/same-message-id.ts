/**
 * Messages of one run with the same Message-ID: it "MUST be globally unique" (RFC 5322 §3.6.4), and Gmail counts how many messages a
 * sender sends with one. What the run has seen is remembered, at most 100,000 names.
 */
import { googleReplies } from '../checks/index.ts';
import type { MessageCheck, MessageFinding } from '../findings/message-check.ts';
import { placeInHeader } from '../wire/mail-view/index.ts';
import { type CheckedMessage, citing } from './check-message.ts';

/** Two drafts of one message may share it: only what is sent must not. */
export const sameMessageIdCheck: Pick<MessageCheck, 'id' | 'sources'> = {
  id: 'input/same-message-id',
  sources: [{ title: 'RFC 5322 §3.6.4' }, googleReplies],
};

const MAX_IDS = 100_000;

/** Looks at the messages of a run one after another; `name` is what each is called. */
export function messageIdsOfRun(): (
  checked: Pick<CheckedMessage, 'view' | 'subject'>,
  name: string,
) => readonly MessageFinding[] {
  const firstWith = new Map<string, string>();
  return ({ view, subject }, name) => {
    const field = view.fields.find(({ key }) => key === 'message-id');
    const id = field?.rawValue.trim().slice(0, 1_000) ?? '';
    if (field === undefined || id === '') return [];
    const first = firstWith.get(id);
    if (first === undefined) {
      if (firstWith.size < MAX_IDS) firstWith.set(id, name);
      return [];
    }
    const finding: MessageFinding = {
      ...{ check: sameMessageIdCheck.id, subject, message: 'seen', outcome: 'fail', consequence: 'policy' },
      ...{ confidence: 1, data: { id: id.slice(0, 200), first }, fixes: [], receivers: ['google'] },
      place: placeInHeader(view, field),
    };
    return [citing(sameMessageIdCheck, finding)];
  };
}
