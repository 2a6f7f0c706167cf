/** Text that is there and not seen. One preheader, what only Outlook shows and what media queries show are no hiding. */
import type { JsonObject } from '../../../base/json.ts';
import type { EngineRule, MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import type { HiddenReason, HtmlElement, VisibleRun } from '../../../wire/html/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { googleGuidelines, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { faultAt, type HtmlPart, htmlPartsOf, lineIn, nothingWrong } from './html-parts.ts';

const MAX_PREHEADER = 250;
/** Fewer letters and digits than this say nothing to anybody. */
const MIN_LETTERS = 10;

/** Runs that follow one another and are hidden by the same element. */
interface HiddenBlock {
  readonly by: HtmlElement;
  readonly reason: HiddenReason;
  readonly declaration: string;
  readonly runs: VisibleRun[];
  /** Letters and digits. */
  letters: number;
  /** Characters that would be seen. */
  length: number;
  readonly isFirst: boolean;
}

const messages: Readonly<Record<HiddenReason, string>> = {
  'display-none': 'not-displayed',
  visibility: 'not-displayed',
  opacity: 'not-displayed',
  'hidden-attribute': 'not-displayed',
  'zero-size-font': 'too-small',
  'zero-height': 'no-room',
  'same-colour': 'same-colour',
  'off-screen': 'moved-away',
  'text-indent': 'moved-away',
};

const rules: Partial<Record<HiddenReason, readonly EngineRule[]>> = {
  'same-colour': [spamAssassin('HTML_FONT_LOW_CONTRAST', 0.001), rspamd('R_WHITE_ON_WHITE', 4)],
  'zero-size-font': [rspamd('ZERO_FONT', 1)],
};

export const hiddenText: MessageCheck = {
  id: 'html/hidden-text',
  sources: [googleGuidelines, spamAssassinRules, rspamdRules],
  run: (view) => {
    const parts = htmlPartsOf(view);
    if (parts.length === 0) return [draftMessage('not-applicable', 'no-html', 'information')];
    const drafts: MessageDraft[] = [];
    let preheader: JsonObject | undefined;
    for (const part of parts) {
      const blocks = hiddenBlocks(part.runs);
      const exempt = blocks.find(({ isFirst, length }) => isFirst && length <= MAX_PREHEADER);
      if (exempt !== undefined) preheader ??= { letters: exempt.letters };
      for (const block of blocks)
        if (block !== exempt && block.letters >= MIN_LETTERS) drafts.push(faultOf(part, block));
    }
    if (drafts.length > 0) return drafts.slice(0, 50).map((draft) => withCount(draft, drafts.length));
    const message = preheader === undefined ? 'in-order' : 'preheader';
    return [nothingWrong(parts, message, preheader)];
  },
};

const withCount = (draft: MessageDraft, count: number): MessageDraft =>
  count > 50 ? { ...draft, data: { ...draft.data, count } } : draft;

function faultOf(part: HtmlPart, { by, reason, declaration, runs, letters }: HiddenBlock): MessageDraft {
  const start = runs[0]?.span.start ?? by.startTag.start;
  const end = runs.at(-1)?.span.end ?? start;
  const engineRules = rules[reason];
  return faultAt(
    part,
    { start, end },
    messages[reason],
    'policy',
    {
      declaration,
      letters,
      tag: by.name,
      line: lineIn(part, start),
      byLine: lineIn(part, by.startTag.start),
    },
    { receivers: ['google'], ...(engineRules !== undefined && { engineRules }) },
  );
}

/** White space and characters of no width, with which previews are filled up. */
const padding =
  /(?:\u034f|\ufe0f|[\s\u00a0\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufeff\uffa0])+/g;

export function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

function hiddenBlocks(runs: readonly VisibleRun[]): readonly HiddenBlock[] {
  const blocks: HiddenBlock[] = [];
  let open: HiddenBlock | undefined;
  let hasSeen = false;
  for (const run of runs) {
    const letters = lettersIn(run.text);
    if (run.hidden === undefined) {
      if (letters > 0) hasSeen = true;
      if (letters > 0) open = undefined;
      continue;
    }
    if (open?.by !== run.hidden.by) {
      open = { ...run.hidden, runs: [], letters: 0, length: 0, isFirst: !hasSeen && blocks.length === 0 };
      blocks.push(open);
    }
    open.runs.push(run);
    open.letters += letters;
    open.length += run.text.replaceAll(padding, ' ').trim().length;
  }
  return blocks;
}
