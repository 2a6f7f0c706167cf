/** Writes audits in the form asked for: text, JSON, a page, JUnit. */
import type { Audit } from '../../audit/audit-case.ts';
import { formatPlan } from '../../audit/plan/format.ts';
import {
  type AuditDocument,
  auditDocument,
  type FoundDocument,
  foundDocument,
} from '../../audit/say/document.ts';
import { formatAuditPage } from '../../audit/say/html.ts';
import { formatJunit } from '../../audit/say/junit.ts';
import { type AuditView, viewAudit } from '../../audit/say/view.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { type CliIo, writeTo } from '../io.ts';
import { jsonText } from '../json-text.ts';
import { styleFor } from '../style.ts';
import type { AuditOptions } from './options.ts';
import { renderAudit } from './render-text.ts';

/** An audit as it is written, whoever made it; of many, only what is asked for is worked out. */
export interface WrittenAudit {
  /** What was found. */
  readonly found: () => FoundDocument;
  /** With what was looked at, and the words. */
  readonly whole: () => AuditDocument;
  readonly words: () => AuditView;
}

/** An audit that was made here. */
export const writtenAudit = (audit: Audit, texts: Catalogue): WrittenAudit => ({
  found: () => foundDocument(audit),
  whole: () => auditDocument(audit, texts),
  words: () => viewAudit(audit, texts),
});

export interface AnswerWriter {
  readonly add: (audit: WrittenAudit) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** `many`: several subjects; then JSON is one object a line. A page and JUnit are written whole at the end. */
export function answerWriter(
  options: AuditOptions,
  texts: Catalogue,
  io: CliIo,
  many: boolean,
): AnswerWriter {
  const style = styleFor(io.stdout, io.environment, options.wantsColour);
  const kept: AuditView[] = [];
  let isFirst = true;
  const add = async ({ found, whole, words }: WrittenAudit): Promise<void> => {
    if (options.planForm !== undefined && options.planForm !== 'text') {
      await writeTo(io.stdout, formatPlan(found().plan, options.planForm));
      return;
    }
    if (options.format === 'json') {
      const json = many ? jsonText(found()) : jsonText(whole(), 2);
      await writeTo(io.stdout, `${json}\n`);
      return;
    }
    const view = words();
    if (options.format === 'text') {
      const text = renderAudit(view, texts, { style, isVerbose: options.isVerbose });
      await writeTo(
        io.stdout,
        `${isFirst ? '\n' : `\n${style.dim('─'.repeat(style.width))}\n\n`}${text}\n\n`,
      );
      isFirst = false;
    } else kept.push(view);
  };
  const end = async (): Promise<void> => {
    if (options.format === 'html') await writeTo(io.stdout, formatAuditPage(kept, texts));
    if (options.format === 'junit') await writeTo(io.stdout, formatJunit(kept, options.failOn));
  };
  return { add, end };
}
