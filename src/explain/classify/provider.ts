/** Which provider speaks: by the host that refused, by words only it says, by the recipient's domain. */
import { ownCopy } from '../../base/own-copy.ts';
import type { TomlTable } from './rule.ts';

/** By what a provider is told: its hosts, domains, words and codes. */
export interface ProviderFingerprint {
  readonly id: string;
  readonly hosts: readonly string[];
  readonly domains: readonly string[];
  readonly texts: readonly string[];
  readonly banners: readonly string[];
  /** Enhanced codes that only it gives, a digit that may be any as '?': '5.7.5??'. */
  readonly codes: readonly string[];
}

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** Reads the fingerprint of a provider card (`data/providers/<id>.toml`). */
export function parseFingerprint(card: TomlTable): ProviderFingerprint {
  const print = (card.fingerprint ?? {}) as TomlTable;
  return {
    id: String(card.id),
    hosts: strings(print.hosts),
    domains: strings(print.domains),
    texts: strings(print.texts),
    banners: strings(print.banners),
    codes: strings(print.codes),
  };
}

/** Maps host and domain names to provider ids by their longest known suffix, label by label. */
export function suffixIndex(
  entries: Iterable<readonly [suffix: string, id: string]>,
): (name: string) => string | undefined {
  const index = new Map<string, string>();
  for (const [suffix, id] of entries) index.set(suffix.toLowerCase(), id);
  const known = new Map<string, string | undefined>();
  return (name) => {
    if (known.has(name)) return known.get(name);
    let rest = name.toLowerCase().replace(/\.$/, '');
    let id = index.get(rest);
    while (id === undefined && rest.includes('.')) {
      rest = rest.slice(rest.indexOf('.') + 1);
      id = index.get(rest);
    }
    if (known.size > 10_000) known.clear();
    known.set(ownCopy(name), id);
    return id;
  };
}

/** How many digits are left open. */
const openDigits = (code: string): number => code.split('?').length;

/** Whose enhanced code it is, by the narrowest pattern that fits. */
export function codeIndex(
  entries: Iterable<readonly [code: string, id: string]>,
): (code: string | undefined) => string | undefined {
  const patterns = [...entries]
    .sort(([a], [b]) => openDigits(a) - openDigits(b))
    .map(
      ([code, id]) => [new RegExp(`^${code.replaceAll('.', '\\.').replaceAll('?', '\\d')}$`), id] as const,
    );
  return (code) => (code === undefined ? undefined : patterns.find(([pattern]) => pattern.test(code))?.[1]);
}
