/** The catalogues of data/texts/<language>/web/ as tools/web/texts-plugin.ts gives them: 'ask.title' → text. */
declare module 'virtual:texts/en' {
  export const texts: Readonly<Record<string, string>>;
}
declare module 'virtual:texts/de' {
  export const texts: Readonly<Record<string, string>>;
}
declare module '*.css';
