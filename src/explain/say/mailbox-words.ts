/** What is told somebody who has a mailbox at a provider and no server: whose turn it is, what to say, what to leave. */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue, CategoryTexts } from '../../findings/catalogue.ts';
import { type MailboxGroup, mailboxGroupOf } from '../own-mailbox.ts';
import { placeOf } from '../place.ts';
import type { Verdict } from '../verdict.ts';
import { assertedCategory } from '../weigh.ts';

/** What the category says of the recipient's address or of the message itself holds for everybody. */
const OF_CATEGORY: Readonly<Partial<Record<MailboxGroup, readonly ('tell' | 'wait')[]>>> = {
  address: ['tell', 'wait'],
  domain: ['tell', 'wait'],
  gone: ['tell'],
  full: ['tell', 'wait'],
  size: ['tell', 'wait'],
  file: ['tell', 'wait'],
};

/** The words of the category with his in place of those for whoever has a server; undefined of any other verdict. */
export function mailboxWords(
  verdict: Verdict,
  usual: CategoryTexts,
  texts: Catalogue,
  data: JsonObject,
): CategoryTexts | undefined {
  if (verdict.asker !== 'has-mailbox') return undefined;
  const { reply, speaker, category } = verdict;
  const group = mailboxGroupOf(assertedCategory(verdict), placeOf(reply, speaker, category));
  if (group === undefined) return undefined;
  const kept = OF_CATEGORY[group] ?? [];
  const of = (part: string): readonly string[] => {
    const text = texts.find(`mailbox.${part}.${group === 'busy' ? 'reach' : group}`, data);
    return text === undefined ? [] : [text];
  };
  return {
    ...usual,
    turn: of('turn'),
    tell: kept.includes('tell') ? usual.tell : of('tell'),
    wait: kept.includes('wait') ? usual.wait : of('wait'),
    avoid: of('avoid'),
    fine: [],
  };
}
