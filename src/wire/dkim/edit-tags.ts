/** Changes to a tag list (RFC 6376 §3.2) as text, for records that are proposed: DKIM keys, DMARC. */
import { parseTagList } from './tag-list.ts';

/** The list without the named tags, written 'a=1; b=2'. */
export function withoutTags(text: string, names: readonly string[]): string {
  return joined(parseTagList(text).tags.filter(({ name }) => !names.includes(name)));
}

/** The list with a tag set: in its place where it is there, else after the tag `after`, else at the end. */
export function withTag(text: string, name: string, value: string, after?: string): string {
  const tags: readonly Entry[] = parseTagList(text).tags;
  const entry: Entry = { name, value };
  if (tags.some((tag) => tag.name === name)) {
    return joined(tags.map((tag) => (tag.name === name ? entry : tag)));
  }
  const place = tags.findIndex((tag) => tag.name === after);
  return joined(place < 0 ? [...tags, entry] : tags.toSpliced(place + 1, 0, entry));
}

interface Entry {
  readonly name: string;
  readonly value: string;
}

function joined(tags: readonly Entry[]): string {
  return tags.map(({ name, value }) => `${name}=${value}`).join('; ');
}
