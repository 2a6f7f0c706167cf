/** Browser and system out of a User-Agent, as far as people want to know: 'Firefox, Linux'. */

/** The first that fits: many name the ones they descend from, too. */
const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|Chromium|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
  ['curl', /^curl\//],
] as const;
const systems = [
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad|iPod)\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b|\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b|\bX11\b/],
] as const;

/** undefined where neither is known. */
export function nameOfBrowser(userAgent: string): string | undefined {
  const text = userAgent.slice(0, 300);
  const names = [browsers, systems].flatMap((table) => table.find(([, fits]) => fits.test(text))?.[0] ?? []);
  return names.length === 0 ? undefined : names.join(', ');
}
