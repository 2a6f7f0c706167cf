/** A setting for the software that the greeting names; for each that we know, where it names none. */
import type { Fix } from '../../findings/fix.ts';

export type Software = 'postfix' | 'exim' | 'dovecot';

const places: Readonly<Record<Software, string>> = {
  postfix: 'Postfix main.cf',
  exim: 'Exim main configuration',
  dovecot: 'Dovecot dovecot.conf',
};

/** `settings`: [key, value] by software. */
export function settingsFor(
  banner: string | undefined,
  settings: Readonly<Partial<Record<Software, readonly (readonly [string, string])[]>>>,
): readonly Fix[] {
  const entries = Object.entries(settings) as [Software, readonly (readonly [string, string])[]][];
  const named = entries.filter(([software]) => banner?.toLowerCase().includes(software));
  return (named.length > 0 ? named : entries).flatMap(([software, pairs]) =>
    pairs.map(([key, value]) => ({ kind: 'setting', where: places[software], key, value }) as const),
  );
}
