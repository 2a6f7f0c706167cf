/** Receivers that findings name, as people call them. */
const names: Readonly<Record<string, string>> = {
  google: 'Gmail',
  yahoo: 'Yahoo',
  microsoft: 'Outlook.com',
  apple: 'iCloud',
};

/** 'Gmail, Yahoo'; '' where none is named. */
export const receiverNames = (receivers: readonly string[]): string =>
  receivers.map((receiver) => names[receiver] ?? receiver).join(', ');
