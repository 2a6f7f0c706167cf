/**
 * Tag lists of DKIM (RFC 6376 §3.2), shared by signatures, key records and DMARC records: 'v=1; a=rsa-sha256; …'.
 * Tag names are case-sensitive and may appear once; white space around names and values does not count.
 *
 * Limits: 64 tags, 65,536 characters.
 */

export interface Tag {
  readonly name: string;
  readonly value: string;
  /** Offset of the name in the text. */
  readonly start: number;
}

export interface TagList {
  readonly tags: readonly Tag[];
  /** 'no-equals', 'bad-name', 'duplicate', 'too-long', 'too-many', each with the offset of the tag. */
  readonly problems: readonly { readonly code: string; readonly start: number }[];
}

const maxTags = 64;
const maxLength = 65_536;
const tagName = /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/;

export function parseTagList(text: string): TagList {
  if (text.length > maxLength) return { tags: [], problems: [{ code: 'too-long', start: maxLength }] };
  const tags: Tag[] = [];
  const problems: { code: string; start: number }[] = [];
  let start = 0;
  while (start < text.length) {
    const semicolon = text.indexOf(';', start);
    const end = semicolon < 0 ? text.length : semicolon;
    const piece = text.slice(start, end);
    const at = start + piece.length - piece.trimStart().length;
    start = end + 1;
    if (piece.trim() === '') continue;
    if (tags.length >= maxTags) {
      problems.push({ code: 'too-many', start: at });
      break;
    }
    const equals = piece.indexOf('=');
    const name = piece.slice(0, Math.max(equals, 0)).trim();
    if (equals < 0) problems.push({ code: 'no-equals', start: at });
    else if (!tagName.test(name)) problems.push({ code: 'bad-name', start: at });
    else if (tags.some((tag) => tag.name === name)) problems.push({ code: 'duplicate', start: at });
    else tags.push({ name, value: piece.slice(equals + 1).trim(), start: at });
  }
  return { tags, problems };
}

/** The value of a tag, or undefined where it is not there. */
export function tagValue(list: TagList, name: string): string | undefined {
  return list.tags.find((tag) => tag.name === name)?.value;
}
