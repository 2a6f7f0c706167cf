/** Text put into XML (XML 1.0 §2.2, §2.4): the five signs escaped, what XML cannot hold left out. */

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Characters that no XML 1.0 document may hold, and those that readers would turn into others. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is left out.
const forbidden = /[\u0000-\u001f\u007f\u0085\u2028\ufffe\uffff]|\p{Surrogate}/gu;

/** For element content and attribute values alike. */
export function xmlText(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
