/** Light, dark, or as the system says. `public/theme.js` applies the choice before the first paint. */
import { signal } from '@preact/signals';
import { keep, kept } from './kept.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const asTheme = (name: string | undefined): Theme => themes.find((theme) => theme === name) ?? 'auto';

export const theme = signal<Theme>(asTheme(kept('theme')));

export function setTheme(name: string): void {
  theme.value = asTheme(name);
  keep('theme', theme.value === 'auto' ? undefined : theme.value);
  if (theme.value === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme.value;
}
