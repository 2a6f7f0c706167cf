/** What was given without a name has the one that the language gives it; said in another language, it is called otherwise. */
import { templateCheck } from '../check-report.ts';
import { sameMessageIdCheck } from '../same-message-id.ts';
import type { CheckDocument } from './document.ts';

/** The document of a text without a name, called otherwise everywhere; one of several has its number behind it. */
export function withName(document: CheckDocument, name: string): CheckDocument {
  const { message, findings } = document;
  const before = message.name.replace(/:\d{1,9}$/, '');
  const renamed = (text: string): string =>
    text.startsWith(before) ? `${name}${text.slice(before.length)}` : text;
  const isTemplate = findings.some(({ check }) => check === templateCheck);
  const about = (text: string): string => (isTemplate ? renamed(text) : text);
  return {
    ...document,
    message: { ...message, name: renamed(message.name), subject: about(message.subject) },
    findings: findings.map((finding) => ({
      ...finding,
      subject: { ...finding.subject, name: about(finding.subject.name) },
      ...(finding.place?.file !== undefined && {
        place: { ...finding.place, file: renamed(finding.place.file) },
      }),
      ...(finding.check === sameMessageIdCheck.id &&
        typeof finding.data.first === 'string' && {
          data: { ...finding.data, first: renamed(finding.data.first) },
        }),
    })),
  };
}
