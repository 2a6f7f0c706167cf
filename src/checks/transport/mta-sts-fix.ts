/** What mends MTA-STS: a new id in the record, a line of the policy. */
import type { Fix } from '../../findings/fix.ts';
import { formatMtaStsRecord } from '../../wire/mta-sts/index.ts';

/** The record with an id made of the moment it was looked at: RFC 8461 §3.1 asks for a new one with every change of the policy. */
export function mtaStsRecordFix(
  domain: string,
  seenAt: string | undefined,
  replaces?: string,
): readonly Fix[] {
  const moment = (seenAt ?? '1970-01-01T00:00:00.000Z').replace(/\.\d+/, '');
  return [
    {
      kind: 'dns',
      name: `_mta-sts.${domain}`,
      type: 'TXT',
      value: formatMtaStsRecord(moment),
      ...(replaces !== undefined && { replaces }),
    },
  ];
}

/** One line of the policy file. */
export function policyLine(url: string, key: string, value: string): Fix {
  return { kind: 'setting', where: url, key, value };
}
