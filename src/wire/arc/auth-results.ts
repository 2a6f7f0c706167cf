/**
 * What a receiver found, for its ARC-Authentication-Results (RFC 8617 §5.1): the Authentication-Results fields of a
 * message that carry its own name (RFC 8601 §2.2, §4), put together. Others may be forged and are left out.
 */
import { parseHeaderBlock } from '../message/index.ts';

export interface OwnResults {
  /** 'mx.example.org; arc=none; spf=pass …', unfolded; undefined where the message carries none of that name. */
  readonly text: string | undefined;
  /** arc= in them, lower case. */
  readonly arc: string | undefined;
}

const maxFields = 50;

export function ownAuthResults(message: Uint8Array, authservId: string): OwnResults {
  const own = parseHeaderBlock(message)
    .headers.filter(({ name }) => name.toLowerCase() === 'authentication-results')
    .slice(0, maxFields)
    .flatMap(({ rawValue }) => {
      const [id = '', ...results] = rawValue.replace(/\s+/g, ' ').trim().split(';');
      const isOwn = id.trim().split(' ', 1)[0]?.toLowerCase() === authservId.toLowerCase();
      return isOwn ? results.map((result) => result.trim()).filter((result) => result !== '') : [];
    });
  if (own.length === 0) return { text: undefined, arc: undefined };
  const arc = own.find((result) => result.toLowerCase().startsWith('arc='));
  return { text: [authservId, ...own].join('; '), arc: arc?.slice(4).split(/[\s(]/, 1)[0]?.toLowerCase() };
}
