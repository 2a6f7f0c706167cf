/** How a name is watched: as a form holds it, and as the API takes it. */
import type { Subject, SubjectChange } from '../../api/types.ts';
import type { FormValues } from '../../components/form.tsx';

/** The options of a subject, as stored. */
export interface Options {
  readonly sendingIps: readonly string[];
  readonly selectors: readonly string[];
  readonly helo: string;
  readonly messagesPerDay: number | undefined;
  /** DNS lists are asked. */
  readonly lists: boolean;
  /** Mail and web hosts are connected to. */
  readonly connect: boolean;
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

export function readOptions(options: Subject['options']): Options {
  const { helo, messagesPerDay, lists, connect } = options;
  return {
    sendingIps: texts(options['sendingIps']),
    selectors: texts(options['selectors']),
    helo: typeof helo === 'string' ? helo : '',
    messagesPerDay: typeof messagesPerDay === 'number' ? messagesPerDay : undefined,
    lists: lists !== false,
    connect: connect !== false,
  };
}

/** What the form says; without hours that are as they were, for setting hours begins an audit. `was` undefined: everything. */
export function changeOf(
  values: Pick<FormValues, 'text' | 'list' | 'number' | 'isOn'>,
  was: Subject | undefined,
): SubjectChange {
  const helo = values.text('helo');
  const messagesPerDay = values.number('messagesPerDay');
  const hours = values.number('everyHours');
  return {
    ...(hours !== undefined && hours !== was?.everyHours && { everyHours: hours }),
    note: values.text('note'),
    options: {
      sendingIps: values.list('sendingIps'),
      selectors: values.list('selectors'),
      ...(helo !== '' && { helo }),
      ...(messagesPerDay !== undefined && { messagesPerDay }),
      ...(!values.isOn('lists') && { lists: false }),
      ...(!values.isOn('connect') && { connect: false }),
    },
  };
}
