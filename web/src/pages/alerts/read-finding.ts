/** The finding of an alert as its report showed it; alerts about Waypost itself have fewer members. */
import type { Alert } from '../../api/types.ts';
import type { AuditFinding, Citation, Mark } from '../../documents/types.ts';

export interface AlertFinding {
  readonly finding: AuditFinding;
  /** Others of the same cause, in a line each. */
  readonly also: readonly string[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

function citations(value: unknown): readonly Citation[] {
  return (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
    const { title, url, seen } = Object(one) as Readonly<Record<string, unknown>>;
    if (typeof title !== 'string') return [];
    return [{ title, ...(typeof url === 'string' && { url }), ...(typeof seen === 'string' && { seen }) }];
  });
}

const marks: readonly Mark[] = ['pass', 'fail', 'unknown', 'note'];

export function readFinding({ finding, about, title, severity }: Alert): AlertFinding {
  const { ip, provider } = finding;
  return {
    finding: {
      check: text(finding['check']),
      message: text(finding['message']),
      subject: text(finding['subject']) || about,
      mark: marks.find((mark) => mark === finding['mark']) ?? 'fail',
      word: text(finding['word']),
      severity,
      label: text(finding['label']) || title,
      detail: text(finding['detail']),
      reply: text(finding['reply']),
      todo: text(finding['todo']),
      sources: citations(finding['sources']),
      records: texts(finding['records']),
      commands: texts(finding['commands']),
      contacts: texts(finding['contacts']),
      lookups: texts(finding['lookups']),
      ...(typeof ip === 'string' && { ip }),
      ...(typeof provider === 'string' && { provider }),
    },
    also: texts(finding['also']),
  };
}

export interface Concerns {
  /** Watched names that have the cause. */
  readonly names: readonly { readonly id: string; readonly name: string }[];
  /** How many more there are. */
  readonly more: number;
}

/** Of a cause that several watched names share; none where the alert is of one name. */
export function concernsOf({ finding }: Pick<Alert, 'finding'>): Concerns {
  const { concerns, concernsMore } = finding;
  const names = (Array.isArray(concerns) ? concerns : []).flatMap((one: unknown) => {
    const { id, name } = Object(one) as Readonly<Record<string, unknown>>;
    return typeof id === 'string' && typeof name === 'string' ? [{ id, name }] : [];
  });
  return { names, more: typeof concernsMore === 'number' ? concernsMore : 0 };
}
