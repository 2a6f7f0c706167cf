/** The roles as choices, the one that may most first. */
import type { Person } from '../../api/types.ts';
import type { Choice } from '../../components/form.tsx';
import { t } from '../../texts/texts.ts';

const roles: readonly Person['role'][] = ['administrator', 'operator', 'viewer'];

export const roleChoices = (): readonly Choice[] =>
  roles.map((role) => ({ value: role, label: t(`words.role.${role}`) }));
