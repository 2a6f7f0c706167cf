/** What the checks of a published DKIM key share: the record that counts, its name, its inspection. */
import type { JsonObject } from '../../base/json.ts';
import type { DkimKeyFacts } from '../../findings/facts/dkim-key.ts';
import type { Fix } from '../../findings/fix.ts';
import {
  type DkimKeyInspection,
  inspectDkimKey,
  mendKeyText,
  parseTagList,
  tagValue,
} from '../../wire/dkim/index.ts';

export interface PublishedKey {
  readonly facts: DkimKeyFacts;
  readonly name: string;
  /** The first record that was meant as a key. */
  readonly text: string;
  readonly key: DkimKeyInspection;
  /** Domain, selector, name: what every text may use. */
  readonly data: JsonObject;
}

/** The name at which the key is looked for (RFC 6376 §3.6.2.1). */
export const keyName = ({ selector, domain }: Pick<DkimKeyFacts, 'selector' | 'domain'>): string =>
  `${selector}._domainkey.${domain}`;

/** Was this text meant as a key, sound or not? */
export function isMeantAsKey(text: string): boolean {
  return text.includes('DKIM1') || tagValue(parseTagList(text), 'p') !== undefined;
}

/** Undefined where no record at the name was meant as a key. */
export function publishedKey(facts: DkimKeyFacts | undefined): PublishedKey | undefined {
  const text = facts?.records.find(isMeantAsKey);
  if (facts === undefined || text === undefined) return undefined;
  const { domain, selector } = facts;
  const name = keyName(facts);
  return { facts, name, text, key: inspectDkimKey(text), data: { domain, selector, name } };
}

/** The text to change: what was meant, where signs of a zone file came into it. */
export const editableText = ({ text }: PublishedKey): string => mendKeyText(text) ?? text;

/** The record of the key put in place of the one that is there. Behind an alias it is not the domain's to change. */
export function replaceKey({ facts, name, text }: PublishedKey, value: string | undefined): readonly Fix[] {
  if (value === undefined || facts.aliases.length > 0) return [];
  return [{ kind: 'dns', name, type: 'TXT', value, replaces: text }];
}
