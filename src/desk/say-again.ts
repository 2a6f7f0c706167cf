/**
 * A kept document in another language: from the findings, verdicts and steps that it holds, with the code that said it the first time.
 * What was looked up is not looked up again, and what was judged is not judged again.
 */
import { type AuditDocument, auditDocument, auditOf } from '../audit/say/document.ts';
import type { JsonObject } from '../base/json.ts';
import { documentOfEntries, type ExplainDocument, sayEntry } from '../explain/say/document.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import { type CheckDocument, checkDocumentIn } from '../preflight/say/document.ts';
import type { Report } from '../store/reports/types.ts';
import { auditAnswer, auditListAnswer, checkAnswer, checkListAnswer, explainAnswer } from './answers.ts';
import { Breather } from './limits.ts';
import type { DeskTools } from './tools.ts';
import type { Answer } from './types.ts';

/**
 * The version of what documents hold beside their words. A report that was kept with another one is not said again: its facts may lack
 * something, or mean something else. To be raised whenever a finding, message or fact is renamed, taken away, or said by something new.
 */
export const REPORT_FORM = 1;

/** Whether it was kept with all that its sentences are made of. */
export const isSayable = ({ form, document }: Pick<Report, 'form' | 'document'>): boolean =>
  form === REPORT_FORM && typeof document.schema === 'string' && Object.hasOwn(sayers, document.schema);

type Sayer = (document: JsonObject, texts: Catalogue, tools: DeskTools) => Answer | Promise<Answer>;

const sayers: Readonly<Record<string, Sayer>> = {
  'waypost/explain/1': async (document, texts, tools) => {
    const { explanations, total } = document as unknown as ExplainDocument;
    const { providers } = tools.words;
    const said = await each(explanations, tools, (one) => sayEntry(one, texts, providers));
    return explainAnswer(documentOfEntries(said, total, texts));
  },
  'waypost/audit/1': (document, texts) => auditAnswer(auditOf(document as unknown as AuditDocument), texts),
  'waypost/audit-list/1': async (document, texts, tools) => {
    const { audits } = document as unknown as { readonly audits: readonly AuditDocument[] };
    const said = await each(audits, tools, (one) => auditDocument(auditOf(one), texts));
    return auditListAnswer(said, texts);
  },
  'waypost/check/1': (document, texts) =>
    checkAnswer(inLanguage(document as unknown as CheckDocument, texts), texts),
  'waypost/check-list/1': async (document, texts, tools) => {
    const { reports } = document as unknown as { readonly reports: readonly CheckDocument[] };
    return checkListAnswer(await each(reports, tools, (one) => inLanguage(one, texts)), texts);
  },
};

const inLanguage = (document: CheckDocument, texts: Catalogue): CheckDocument =>
  checkDocumentIn(document, texts, texts.ui('source.text'));

/** One after another, with a breath between them for whoever else waits. */
async function each<T, U>(items: readonly T[], { clock }: DeskTools, say: (item: T) => U): Promise<U[]> {
  const breather = new Breather(clock.monotonicMs);
  const said: U[] = [];
  for (const item of items) {
    said.push(say(item));
    await breather.breathe();
  }
  return said;
}

/** undefined where it is not sayable. Throws where it holds less than its form says. */
export async function sayDocument(
  kept: Pick<Report, 'form' | 'document'>,
  texts: Catalogue,
  tools: DeskTools,
): Promise<Answer | undefined> {
  const { document } = kept;
  return isSayable(kept) ? sayers[String(document.schema)]?.(document, texts, tools) : undefined;
}
