/** What is set for the server, member by member: how each is shown, and how a form says it. */
import type { Setting } from '../../api/types.ts';
import type { FormValues } from '../../components/form.tsx';

export type SettingKey = 'resolver' | 'schedule' | 'retention' | 'alerts' | 'public-page';

/** In the order of the page. */
export const settingKeys: readonly SettingKey[] = [
  'schedule',
  'resolver',
  'alerts',
  'retention',
  'public-page',
];

export type Member =
  | { readonly name: string; readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly name: string; readonly kind: 'flag' }
  | {
      readonly name: string;
      readonly kind: 'text' | 'lines';
      readonly max: number;
      readonly isOptional?: true;
    }
  | { readonly name: string; readonly kind: 'choice'; readonly choices: readonly string[] };

const days = (name: string): Member => ({ name, kind: 'number', min: 0, max: 3650 });

export const members: Readonly<Record<SettingKey, readonly Member[]>> = {
  schedule: [
    { name: 'isEnabled', kind: 'flag' },
    { name: 'everyHours', kind: 'number', min: 0, max: 744 },
    { name: 'maxAtOnce', kind: 'number', min: 1, max: 16 },
    { name: 'listQuestionsPerMinute', kind: 'number', min: 1, max: 10_000 },
    { name: 'confirmMinutes', kind: 'number', min: 0, max: 1440 },
  ],
  resolver: [{ name: 'server', kind: 'text', max: 300, isOptional: true }],
  alerts: [
    { name: 'leastSeverity', kind: 'choice', choices: ['critical', 'error', 'warning', 'notice'] },
    { name: 'messagesPerMinute', kind: 'number', min: 1, max: 100 },
    { name: 'language', kind: 'choice', choices: ['en', 'de'] },
    { name: 'allowPrivateTargets', kind: 'flag' },
  ],
  retention: [days('reportDays'), days('historyDays'), days('auditLogDays')],
  'public-page': [
    { name: 'perHour', kind: 'number', min: 1, max: 10_000 },
    { name: 'lookups', kind: 'flag' },
    { name: 'notice', kind: 'lines', max: 1000 },
    { name: 'contact', kind: 'text', max: 300 },
  ],
};

/** The whole value of a setting: the API takes it as one. A number that is not written is left out: its default holds. */
export function settingOf(
  key: SettingKey,
  values: Pick<FormValues, 'text' | 'number' | 'isOn'>,
): Readonly<Record<string, unknown>> {
  const said = members[key].map((member): readonly [string, unknown] => {
    const { name } = member;
    if (member.kind === 'flag') return [name, values.isOn(name)];
    if (member.kind === 'number') return [name, values.number(name)];
    const text = values.text(name);
    return [name, text === '' && 'isOptional' in member ? undefined : text];
  });
  return Object.fromEntries(said.filter(([, value]) => value !== undefined));
}

/** One member of a stored setting; undefined where it is absent. */
export const memberOf = (setting: Setting, name: string): unknown => setting.value[name];
