/** Test support: a message of one HTML or text part, the tables of `data/`, and what checks say of it. */
import { instantOf } from '../../../base/clock.ts';
import type { MailTables } from '../../../findings/mail-tables.ts';
import type { MailGiven, MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { readDataFolder } from '../../../main/data-folder.ts';
import { readMailTables } from '../../../preflight/mail-tables.ts';
import { readMailView } from '../../../wire/mail-view/index.ts';

let known: MailTables | undefined;

/** The tables as `data/` holds them. */
export function mailTables(): MailTables {
  known ??= readMailTables(readDataFolder('data'));
  return known;
}

/** Bulk mail on 2026-11-26, with the tables. */
export function mailGiven(more: Partial<MailGiven> = {}): MailGiven {
  return {
    profile: 'bulk',
    now: instantOf(1_795_651_200_000),
    trackingDomains: [],
    tables: mailTables(),
    ...more,
  };
}

/** A message of news@example.org; `fields` are further header lines. */
export function mailOf(
  body: string,
  type: 'html' | 'plain' = 'html',
  fields: readonly string[] = [],
): Buffer {
  const has = (name: string): boolean => fields.some((field) => field.toLowerCase().startsWith(`${name}:`));
  const head = [
    ...(has('from') ? [] : ['From: News <news@example.org>']),
    ...(has('subject') ? [] : ['Subject: News of the week']),
    ...fields,
    'MIME-Version: 1.0',
    `Content-Type: text/${type}; charset=utf-8`,
    'Content-Transfer-Encoding: 8bit',
  ];
  return Buffer.from([...head, '', body].join('\r\n'));
}

export function runOn(
  check: MessageCheck,
  raw: Uint8Array,
  more: Partial<MailGiven> = {},
): readonly MessageDraft[] {
  return check.run(readMailView(raw), mailGiven(more));
}

/** 'fail message' of each finding. */
export function saidOf(
  check: MessageCheck,
  raw: Uint8Array,
  more: Partial<MailGiven> = {},
): readonly string[] {
  return runOn(check, raw, more).map(({ outcome, message }) => `${outcome} ${message}`);
}
