/** What this browser remembers of a person's choices: theme, language, last options. Browsers that keep nothing are fine. */

/** undefined where nothing is kept. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(`waypost-${name}`) ?? undefined;
  } catch {
    return undefined; // storage is forbidden or absent
  }
}

/** undefined takes it away. */
export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`waypost-${name}`);
    else localStorage.setItem(`waypost-${name}`, value);
  } catch {
    // storage is forbidden or full: the choice holds until the page is left
  }
}
