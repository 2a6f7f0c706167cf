/** Where alerts are sent: as a form holds it, and as the API takes it. */
import type { Target } from '../../api/types.ts';
import type { FormValues } from '../../components/form.tsx';

export type TargetKind = Target['kind'];

export interface EmailSettings {
  readonly host: string;
  readonly port: number;
  readonly security: string;
  readonly user: string;
  readonly from: string;
  readonly to: readonly string[];
}

export const securities = ['starttls', 'tls', 'none'] as const;

/** Submission with STARTTLS (RFC 6409). */
const USUAL_PORT = 587;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function readEmail(settings: Target['settings']): EmailSettings {
  const { port, to } = settings;
  return {
    host: text(settings['host']),
    port: typeof port === 'number' ? port : USUAL_PORT,
    security: text(settings['security']) || 'starttls',
    user: text(settings['user']),
    from: text(settings['from']),
    to: Array.isArray(to) ? to.filter((one): one is string => typeof one === 'string') : [],
  };
}

export const readUrl = (settings: Target['settings']): string => text(settings['url']);

type Values = Pick<FormValues, 'text' | 'raw' | 'list' | 'number' | 'isOn'>;

function settingsOf(kind: TargetKind, values: Values): Readonly<Record<string, unknown>> {
  if (kind === 'webhook') return { url: values.text('url') };
  const user = values.text('user');
  return {
    host: values.text('host'),
    port: values.number('port') ?? USUAL_PORT,
    security: values.text('security'),
    from: values.text('from'),
    to: values.list('to'),
    ...(user !== '' && { user }),
  };
}

/** What both a new target and a change say. A secret that is not typed stays as it is, or is made; `forget` takes it away. */
export function targetBody(kind: TargetKind, values: Values) {
  const secret = values.raw('secret');
  return {
    name: values.text('name'),
    settings: settingsOf(kind, values),
    leastSeverity: values.text('leastSeverity') as Target['leastSeverity'],
    isEnabled: values.isOn('isEnabled'),
    ...(values.isOn('forget') ? { secret: '' } : secret !== '' && { secret }),
  };
}
