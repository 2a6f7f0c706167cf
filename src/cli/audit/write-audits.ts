/** Writes audits in the form asked for: text, JSON, a page, JUnit. */
import type { Audit } from '../../audit/audit-case.ts';
import { formatPlan } from '../../audit/plan/format.ts';
import { reportsOf } from '../../audit/reported-sender.ts';
import { formatAuditPage } from '../../audit/say/html.ts';
import { formatJunit } from '../../audit/say/junit.ts';
import { type AuditView, viewAudit } from '../../audit/say/view.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { type CliIo, writeTo } from '../io.ts';
import { styleFor } from '../style.ts';
import type { AuditOptions } from './options.ts';
import { renderAudit } from './render-text.ts';

/** Name and version of the JSON that `--json` writes (docs/audit-json.md). */
const JSON_SCHEMA = 'waypost/audit/1';

export interface AnswerWriter {
  readonly add: (audit: Audit) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Of many subjects only what was found; of one also what was looked at, and the words. */
function jsonOf(audit: Audit, texts: Catalogue, many: boolean): object {
  const { subject, findings, notChecked, cases, plan = [] } = audit;
  const shown = plan.map((step) => ({
    ...step,
    files: step.files.filter(({ isSecret }) => isSecret !== true),
  }));
  const reports = reportsOf(audit);
  const found = {
    schema: JSON_SCHEMA,
    subject,
    findings,
    notChecked,
    plan: shown,
    ...(reports !== undefined && { reports }),
  };
  return many ? found : { ...found, evidence: cases, words: viewAudit(audit, texts) };
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
  const add = async (audit: Audit): Promise<void> => {
    if (options.planForm !== undefined && options.planForm !== 'text') {
      await writeTo(io.stdout, formatPlan(audit.plan ?? [], options.planForm));
      return;
    }
    if (options.format === 'json') {
      await writeTo(io.stdout, `${JSON.stringify(jsonOf(audit, texts, many), null, many ? 0 : 2)}\n`);
      return;
    }
    const view = viewAudit(audit, texts);
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
