/** Receivers that findings name: what people call them, and what is asked for by name. */
const names: Readonly<Record<string, string>> = {
  google: 'Gmail',
  yahoo: 'Yahoo',
  microsoft: 'Outlook.com',
  apple: 'iCloud',
};

/** 'Gmail, Yahoo'; '' where none is named. */
export const receiverNames = (receivers: readonly string[]): string =>
  receivers.map((receiver) => names[receiver] ?? receiver).join(', ');

/** As people ask for them, and as findings name them. */
const asked: Readonly<Record<string, string>> = {
  gmail: 'google',
  yahoo: 'yahoo',
  outlook: 'microsoft',
  icloud: 'apple',
};
const aliases: Readonly<Record<string, string>> = {
  google: 'google',
  microsoft: 'microsoft',
  hotmail: 'microsoft',
  aol: 'yahoo',
  apple: 'apple',
};

/** What may be asked for, first names first. */
export const receiversToAsk: readonly string[] = Object.keys(asked);

/** The name that findings use for 'Gmail', 'google', …; undefined for a stranger. */
export function receiverOf(name: string): string | undefined {
  const plain = name.trim().toLowerCase();
  return asked[plain] ?? aliases[plain];
}
