/** A question as it is asked: what, of which kind, with which options. Pure. */
import type { AskKind, Recognised } from '../api/shapes.ts';
import type { FormValues } from '../components/form.tsx';
import type { GivenFile } from './input.ts';

export interface Question {
  readonly kind: AskKind;
  readonly text: string;
  readonly file: GivenFile | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

type Values = Pick<FormValues, 'text' | 'list' | 'number' | 'isOn'>;

/** Only what was filled in; the server knows what holds otherwise. */
export function optionsOf(
  kind: AskKind,
  values: Values,
  language: string,
): Readonly<Record<string, unknown>> {
  const filled: Record<string, unknown> = { language };
  const text = (...names: readonly string[]): void => {
    for (const name of names) if (values.text(name) !== '') filled[name] = values.text(name);
  };
  const list = (...names: readonly string[]): void => {
    for (const name of names) if (values.list(name).length > 0) filled[name] = values.list(name);
  };
  if (!values.isOn('live')) filled['offline'] = true;
  if (kind === 'explain') {
    text('senderIp', 'from', 'recipient', 'helo');
    if (values.isOn('connect') && values.isOn('live')) filled['connect'] = true;
  }
  if (kind === 'audit') {
    text('helo');
    list('sendingIps', 'selectors');
    const perDay = values.number('messagesPerDay');
    if (perDay !== undefined) filled['messagesPerDay'] = perDay;
    if (values.isOn('plan')) filled['plan'] = true;
    if (values.isOn('plan') && values.isOn('flattenSpf')) filled['flattenSpf'] = true;
  }
  if (kind === 'check') {
    text('profile', 'senderIp', 'helo', 'from', 'subject', 'text');
    list('tracking', 'receivers');
  }
  return filled;
}

/** Where the catalogue has its words: with a name where one is known. */
export const recognisedKey = ({ what, name }: Recognised): string =>
  `ask.what.${what}${name === undefined || name === '' ? '' : 'Named'}`;
