/** Short ways to write a finding about a message. */
import type { JsonObject } from '../../base/json.ts';
import type { Outcome } from '../../findings/finding.ts';
import type { Consequence, MessageDraft } from '../../findings/message-check.ts';

type More = Partial<Pick<MessageDraft, 'place' | 'receivers' | 'engineRules' | 'fixes' | 'confidence'>>;

/** One finding; `consequence` counts only for failures. */
export function draftMessage(
  outcome: Outcome,
  message: string,
  consequence: Consequence,
  data: JsonObject = {},
  more: More = {},
): MessageDraft {
  return {
    message,
    outcome,
    consequence,
    confidence: more.confidence ?? (outcome === 'pass' || outcome === 'fail' ? 1 : 0),
    data,
    fixes: more.fixes ?? [],
    receivers: more.receivers ?? [],
    ...(more.place !== undefined && { place: more.place }),
    ...(more.engineRules !== undefined && { engineRules: more.engineRules }),
  };
}
