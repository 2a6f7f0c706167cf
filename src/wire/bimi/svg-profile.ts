/**
 * Does a picture keep to SVG Tiny Portable/Secure (draft-svg-tiny-ps-abrotman §2), the only form that BIMI takes? Reads
 * the text once; documents with declarations (DOCTYPE, ENTITY) are refused unread. Limits: 1 MB, a depth of 64.
 */
import { XmlTokenizer } from '../xml/index.ts';

export type SvgProblem =
  | 'not-svg'
  | 'declaration'
  | 'too-deep'
  | 'no-profile'
  | 'no-version'
  | 'no-title'
  | 'root-place'
  | 'script'
  | 'animation'
  | 'raster-image'
  | 'foreign-content'
  | 'event-handler'
  | 'outside-reference'
  | 'too-large'
  | 'not-square';

const maxOctets = 1_000_000;
/** The implementers' guide of the BIMI group: 32 kB. */
const advisedOctets = 32_768;
const animations: ReadonlySet<string> = new Set([
  'animate',
  'animatecolor',
  'animatemotion',
  'animatetransform',
  'animation',
  'set',
  'discard',
  'audio',
  'video',
]);

/** What is wrong, each kind once, in the order in which it shows. */
export function svgProblems(bytes: Uint8Array): readonly SvgProblem[] {
  if (bytes.length > maxOctets) return ['too-large'];
  const text = new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes);
  const problems = new Set<SvgProblem>();
  const reader = new ProfileReader(problems);
  const tokenizer = new XmlTokenizer(reader);
  tokenizer.push(text);
  tokenizer.end();
  if (tokenizer.stop === 'declaration') return ['declaration'];
  if (tokenizer.stop === 'depth') problems.add('too-deep');
  if (!reader.isSvg) return ['not-svg'];
  if (!reader.hasTitle) problems.add('no-title');
  if (bytes.length > advisedOctets) problems.add('too-large');
  return [...problems];
}

class ProfileReader {
  readonly #problems: Set<SvgProblem>;
  #depth = 0;
  #isInTitle = false;
  isSvg = false;
  hasTitle = false;

  constructor(problems: Set<SvgProblem>) {
    this.#problems = problems;
  }

  open(name: string, tag: string): void {
    const attributes = attributesOf(tag);
    if (this.#depth === 0) this.#readRoot(name, attributes);
    this.#isInTitle = this.#depth === 1 && name === 'title';
    this.#depth += 1;
    if (name === 'script' || name === 'handler' || name === 'listener') this.#problems.add('script');
    if (animations.has(name)) this.#problems.add('animation');
    if (name === 'image') this.#problems.add('raster-image');
    if (name === 'foreignobject') this.#problems.add('foreign-content');
    for (const [attribute, value] of attributes) {
      if (/^on[a-z]/.test(attribute)) this.#problems.add('event-handler');
      const isReference = attribute === 'href' || attribute.endsWith(':href');
      if (isReference && !value.trim().startsWith('#')) this.#problems.add('outside-reference');
    }
  }

  text(piece: string): void {
    if (this.#isInTitle && piece.trim() !== '') this.hasTitle = true;
  }

  close(): void {
    this.#depth -= 1;
    this.#isInTitle = false;
  }

  #readRoot(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name !== 'svg') return;
    this.isSvg = true;
    if (attributes.get('baseprofile') !== 'tiny-ps') this.#problems.add('no-profile');
    if (attributes.get('version') !== '1.2') this.#problems.add('no-version');
    if (attributes.has('x') || attributes.has('y')) this.#problems.add('root-place');
    const [, , width, height] = (attributes.get('viewbox') ?? '')
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (width !== undefined && height !== undefined && width !== height) this.#problems.add('not-square');
  }
}

/** Attributes of a tag by name in lower case, prefix kept; at most 100. */
function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  // A name begins behind white space or a quote, and has an end: no letter is looked at twice.
  const pattern =
    /(?<=[\s"'])([A-Za-z_][\w:.-]{0,100})[ \t\r\n]{0,100}=[ \t\r\n]{0,100}(?:"([^"]*)"|'([^']*)')/g;
  for (const [, name = '', double, single] of tag.matchAll(pattern)) {
    if (found.size >= 100) break;
    found.set(name.toLowerCase(), double ?? single ?? '');
  }
  return found;
}
