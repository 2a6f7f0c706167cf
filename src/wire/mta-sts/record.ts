/** The TXT record at _mta-sts (RFC 8461 §3.1): says that there is a policy, and by its id when it has changed. */
import { readFields } from './fields.ts';

export interface MtaStsRecord {
  /** Not there where the record is unusable. */
  readonly id?: string;
  /** Senders take the record for absent where there is one: 'no-id', 'id-syntax', and those of `readFields`. */
  readonly problems: readonly string[];
  /** Fields beyond v and id; senders pass over them. */
  readonly extensions: readonly string[];
}

/** RFC 8461 §3.1: records that do not begin so are discarded; the case counts. */
export function isMtaStsRecord(text: string): boolean {
  return text.startsWith('v=STSv1;') || text.trimEnd() === 'v=STSv1';
}

const idSyntax = /^[A-Za-z0-9]{1,32}$/;

/** Never throws; what does not begin as a record has the problem 'version'. */
export function parseMtaStsRecord(text: string): MtaStsRecord {
  if (!isMtaStsRecord(text)) return { problems: ['version'], extensions: [] };
  const { fields, problems } = readFields(text, ['id']);
  // RFC 8461 §3.2 speaks for the first of a repeated field; the grammar of the record allows the repetition too.
  const id = fields.find(({ name }) => name === 'id')?.value;
  const own = id === undefined ? ['no-id'] : idSyntax.test(id) ? [] : ['id-syntax'];
  return {
    ...(id !== undefined && own.length === 0 && { id }),
    problems: [...own, ...problems],
    extensions: fields.map(({ name }) => name).filter((name) => name !== 'id'),
  };
}
