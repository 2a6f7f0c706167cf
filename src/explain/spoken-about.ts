/**
 * Replies that a text only speaks about: what somebody, or a chatbot, says that such codes mean ('The error 550 5.7.1 usually means that …, it may
 * also mean 552 5.2.2 mailbox full'). Where the text holds the refusal that is asked about, too, these are none.
 */
import type { TextSpan } from '../wire/smtp/index.ts';
import type { Refusal } from './arrival.ts';

const MAX_BEFORE = 600;
const MAX_BEHIND = 100;

const USUALLY =
  /(?:(?:usually|often|typically|generally|normally|mostly|commonly|basically|meist|meistens|normalerweise|oft) )?/;
/** Right behind the code: no reply goes on so. */
const MEANS_BEHIND = new RegExp(
  [
    /^["'“(]?[245]\d\d(?:[ -]#?[245]\.\d{1,3}\.\d{1,3})?["'”)]{0,2} (?:errors? |codes? |replies )?/,
    USUALLY,
    /(?:means?|indicates?|stands for|refers to|bedeutet|steht für|heißt|signifie|veut dire|significa|quiere decir)\b/,
  ]
    .map(({ source }) => source)
    .join(''),
  'i',
);
/** Right before it, in the same sentence: '(it may also) mean 550 5.1.1 … or ', 'if you see "'. */
const MEANS_BEFORE =
  /\b(?:(?:may|might|can|could|would|also|usually|often|typically|kann|könnte|peut|puede) (?:also |auch |aussi |también )?(?:mean|be|bedeuten|signifier|significar)|if you (?:see|get|receive)|wenn (?:du|sie) .{0,20}(?:siehst|sehen|bekommst|bekommen))[ :]["'“„]?(?:[^.!?\n]{0,80}\b(?:or|oder|ou|o)[ :]["'“„]?)?$/i;
/** Whose words the paragraph is. */
const BY_CHATBOT =
  /\b(?:chat ?gpt|gpt-?\d\w{0,3}|openai|copilot|gemini|claude|perplexity|(?:the|an|my|die|eine) (?:ai|ki|chat ?bot|llm))\b[^\n]{0,60}\b(?:said|says|told|tells|answered|answers|suggested|suggests|explained|explains|thinks|wrote|sagt|sagte|meint|schreibt|schrieb|antwortet|antwortete|a dit|dit|dice|dijo)\b[^\n]{0,60}$/i;

/** The paragraph in which a reply stands, up to it, with the one before where that ends by introducing it. */
function before(text: string, at: number): string {
  const window = text.slice(Math.max(0, at - MAX_BEFORE), at).replaceAll('\r', '');
  const paragraphs = window.split(/\n[ \t>]{0,20}\n/);
  const own = paragraphs.at(-1) ?? '';
  const introduction = (paragraphs.at(-2) ?? '').trimEnd();
  return introduction.endsWith(':') ? `${introduction}\n${own}` : own;
}

function isSpokenAboutAt(text: string, { start }: TextSpan): boolean {
  const lead = before(text, start);
  const [introduction = '', ...lines] = lead.split('\n');
  // A line of its own is a reply that was quoted, whoever quotes it.
  const isWithinLine = /\S/.test(lines.at(-1) ?? introduction);
  return (
    MEANS_BEHIND.test(text.slice(start, start + MAX_BEHIND)) ||
    MEANS_BEFORE.test(lead) ||
    (isWithinLine && (BY_CHATBOT.test(introduction) || lines.some((line) => BY_CHATBOT.test(line))))
  );
}

/** The refusals without those that the text only speaks about; all of them where it holds no other. */
export function withoutSpokenAbout(text: string, refusals: readonly Refusal[]): readonly Refusal[] {
  if (refusals.length < 2) return refusals;
  const others = refusals.filter(({ spans = [] }) => {
    const [first] = spans;
    return first === undefined || !isSpokenAboutAt(text, first);
  });
  return others.length === 0 ? refusals : others;
}
