/**
 * Makes `data/client-support.toml` from the tables of caniemail.com (MIT), as the npm package caniemail ships them: of 307
 * features those that change layout or hide content, and for each the clients that lack it.
 *
 * usage: npm pack caniemail@2.0.2 && tar xzf caniemail-2.0.2.tgz && node tools/build-client-support.ts package/data/caniemail.json
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** Family and platform of the clients that are looked at. */
const clients: Readonly<Record<string, readonly [family: string, platform: string, name: string]>> = {
  gmail: ['gmail', 'desktop-webmail', 'Gmail'],
  'gmail-android': ['gmail', 'android', 'Gmail for Android'],
  outlook: ['outlook', 'windows', 'Outlook for Windows'],
  'outlook-com': ['outlook', 'outlook-com', 'Outlook.com'],
  'apple-mail': ['apple-mail', 'ios', 'Apple Mail'],
  yahoo: ['yahoo', 'desktop-webmail', 'Yahoo Mail'],
  thunderbird: ['thunderbird', 'macos', 'Thunderbird'],
  samsung: ['samsung-email', 'android', 'Samsung Email'],
  gmx: ['gmx', 'desktop-webmail', 'GMX'],
  'web-de': ['web-de', 'desktop-webmail', 'WEB.DE'],
};

/**
 * How a feature is recognised: by a property (and a word of its value), an at-rule, an element (and the value of an attribute), an
 * attribute, the end of an address.
 */
type Sign = Readonly<
  Partial<Record<'property' | 'word' | 'rule' | 'element' | 'attribute' | 'ending', string>>
>;

/** 'content': what it holds is not shown; 'layout': it stands elsewhere; 'look': it is plainer. */
const features: readonly (readonly [
  slug: string,
  effect: 'content' | 'layout' | 'look',
  ...signs: Sign[],
])[] = [
  [
    'css-display-flex',
    'layout',
    { property: 'display', word: 'flex' },
    { property: 'display', word: 'inline-flex' },
  ],
  [
    'css-display-grid',
    'layout',
    { property: 'display', word: 'grid' },
    { property: 'display', word: 'inline-grid' },
  ],
  [
    'css-position',
    'layout',
    { property: 'position', word: 'absolute' },
    { property: 'position', word: 'fixed' },
    { property: 'position', word: 'sticky' },
  ],
  ['css-float', 'layout', { property: 'float', word: 'left' }, { property: 'float', word: 'right' }],
  ['css-column-count', 'layout', { property: 'column-count' }, { property: 'columns' }],
  ['css-transform', 'layout', { property: 'transform' }],
  ['css-overflow', 'look', { property: 'overflow', word: 'scroll' }, { property: 'overflow', word: 'auto' }],
  ['css-visibility', 'look', { property: 'visibility', word: 'hidden' }],
  ['css-opacity', 'look', { property: 'opacity' }],
  ['css-max-height', 'look', { property: 'max-height' }],
  ['css-min-height', 'look', { property: 'min-height' }],
  ['css-object-fit', 'look', { property: 'object-fit' }],
  ['css-gap', 'look', { property: 'gap' }],
  ['css-clip-path', 'look', { property: 'clip-path' }],
  [
    'css-filter',
    'look',
    { property: 'filter', word: 'blur(' },
    { property: 'filter', word: 'invert(' },
    { property: 'filter', word: 'grayscale(' },
  ],
  ['css-mix-blend-mode', 'look', { property: 'mix-blend-mode' }],
  [
    'css-background-image',
    'look',
    { property: 'background-image', word: 'url(' },
    { property: 'background', word: 'url(' },
  ],
  [
    'css-linear-gradient',
    'look',
    { property: 'background', word: 'linear-gradient(' },
    { property: 'background-image', word: 'linear-gradient(' },
  ],
  [
    'css-radial-gradient',
    'look',
    { property: 'background', word: 'radial-gradient(' },
    { property: 'background-image', word: 'radial-gradient(' },
  ],
  ['css-variables', 'layout', { property: '*', word: 'var(' }],
  ['css-unit-calc', 'layout', { property: '*', word: 'calc(' }],
  ['css-function-clamp', 'look', { property: '*', word: 'clamp(' }],
  ['css-animation', 'look', { property: 'animation' }, { property: 'animation-name' }],
  ['css-at-media', 'look', { rule: '@media' }],
  ['css-at-font-face', 'look', { rule: '@font-face' }],
  ['css-at-supports', 'look', { rule: '@supports' }],
  ['html-svg', 'content', { element: 'svg' }],
  ['html-video', 'content', { element: 'video' }],
  ['html-audio', 'content', { element: 'audio' }],
  ['html-object', 'content', { element: 'object' }],
  ['html-dialog', 'content', { element: 'dialog' }],
  ['html-popover', 'content', { attribute: 'popover' }],
  ['html-meter', 'look', { element: 'meter' }],
  ['html-progress', 'look', { element: 'progress' }],
  ['html-picture', 'look', { element: 'picture' }],
  ['html-srcset', 'look', { attribute: 'srcset' }],
  ['html-hidden', 'look', { attribute: 'hidden' }],
  [
    'html-semantics',
    'look',
    { element: 'section' },
    { element: 'article' },
    { element: 'header' },
    { element: 'footer' },
    { element: 'main' },
    { element: 'nav' },
  ],
  ['html-marquee', 'look', { element: 'marquee' }],
  ['html-input-checkbox', 'look', { element: 'input', attribute: 'type', word: 'checkbox' }],
  ['image-svg', 'content', { ending: '.svg' }],
  ['image-avif', 'content', { ending: '.avif' }],
  ['image-heif', 'content', { ending: '.heic' }, { ending: '.heif' }],
  ['image-tiff', 'content', { ending: '.tif' }, { ending: '.tiff' }],
  ['image-mp4', 'content', { ending: '.mp4' }],
  ['image-webp', 'content', { ending: '.webp' }],
];

interface Feature {
  readonly slug: string;
  readonly title: string;
  readonly url: string;
  readonly last_test_date: string;
  readonly stats: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
}

/** Names in words of English, as they are written in HTML and CSS: they stand in sentences of other languages too. */
const writtenNames: Readonly<Record<string, string>> = {
  'css-variables': 'var()',
  'css-unit-calc': 'calc()',
  'html-svg': '<svg>',
  'html-srcset': 'srcset',
  'html-semantics': '<section>, <article>, <header>, <footer>, <main>, <nav>',
  'image-mp4': 'MP4 (<img>)',
  'image-webp': 'WebP',
};

const titleOf = ({ slug, title }: Feature): string =>
  writtenNames[slug] ?? title.replace(/ (?:property|element|attribute|image format)$/, '');

/** 'y', 'a' (partly) or 'n' of the newest version that was tested; '' where none was. */
function supportOf({ stats }: Feature, client: string): string {
  const [family = '', platform = ''] = clients[client] ?? [];
  return (
    Object.values(stats[family]?.[platform] ?? {})
      .at(-1)
      ?.slice(0, 1) ?? ''
  );
}

const quoted = (values: readonly string[]): string => values.map((value) => JSON.stringify(value)).join(', ');

function tableOf(feature: Feature, effect: string, signs: readonly Sign[]): string {
  const of = (support: string): string[] =>
    Object.keys(clients).filter((client) => supportOf(feature, client) === support);
  const written = signs.map(
    (sign) =>
      `{ ${Object.entries(sign)
        .map(([key, value]) => `${key} = ${JSON.stringify(value)}`)
        .join(', ')} }`,
  );
  return [
    '[[feature]]',
    `id = ${JSON.stringify(feature.slug)}`,
    `title = ${JSON.stringify(titleOf(feature))}`,
    `tested = "${feature.last_test_date}"`,
    `effect = "${effect}"`,
    `none = [${quoted(of('n'))}]`,
    `partly = [${quoted(of('a'))}]`,
    ...(written.length === 1
      ? [`signs = [${written[0]}]`]
      : ['signs = [', ...written.map((sign) => `  ${sign},`), ']']),
  ].join('\n');
}

const path = process.argv[2];
if (path === undefined) throw new Error('usage: node tools/build-client-support.ts caniemail.json');
const content = JSON.parse(readFileSync(path, 'utf8')) as {
  last_update_date: string;
  data: readonly Feature[];
};
const tables = features.map(([slug, effect, ...signs]) => {
  const feature = content.data.find((one) => one.slug === slug);
  if (feature === undefined) throw new Error(`caniemail has no ${slug}`);
  return tableOf(feature, effect, signs);
});
const head = [
  '# Which mail programs lack which features of HTML and CSS. Made by tools/build-client-support.ts from the tables of',
  '# https://www.caniemail.com (npm caniemail 2.0.2, MIT).',
  '# none: not supported; partly: with limits; by the newest version that was tested.',
  '',
  `updated = "${content.last_update_date.slice(0, 10)}"`,
  '',
  '[clients]',
  ...Object.entries(clients).map(([id, [, , name]]) => `${id} = ${JSON.stringify(name)}`),
];
writeFileSync('data/client-support.toml', `${head.join('\n')}\n\n${tables.join('\n\n')}\n`);
console.log(`${tables.length} features`);
