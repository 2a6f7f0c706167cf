/**
 * `data/dkim-selectors.toml`: selectors that providers document. A provider's are asked only where the domain's MX or SPF
 * names it.
 */
import type { KnownSelector } from '../audit/types.ts';

/** One provider as the file holds it. */
export interface SelectorProvider {
  readonly name: string;
  /** Names that MX hosts of its customers end in. */
  readonly mx: readonly string[];
  /** Names that SPF records of its customers include. */
  readonly spf: readonly string[];
  /** None: each customer's differ. */
  readonly selectors: readonly string[];
}

type Table = Readonly<Record<string, unknown>>;

const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** Reads the parsed file; its shape is kept by a test. */
export function parseSelectorData(file: Table): readonly SelectorProvider[] {
  const providers: readonly unknown[] = Array.isArray(file.provider) ? file.provider : [];
  return providers.map((entry) => {
    const { name, mx, spf, selectors } = Object(entry) as Table;
    return { name: String(name), mx: list(mx), spf: list(spf), selectors: list(selectors) };
  });
}

export interface ProviderSelectors {
  readonly selectors: readonly KnownSelector[];
  /** Names of providers in use whose selectors cannot be known. */
  readonly withoutSelectors: readonly string[];
}

/** `mxHosts` and `spfIncludes` in lower case without the final dot: the hosts of the MX, the targets of include and redirect. */
export function selectorsOfProviders(
  mxHosts: readonly string[],
  spfIncludes: readonly string[],
  data: readonly SelectorProvider[],
): ProviderSelectors {
  const used = data.filter(
    ({ mx, spf }) =>
      mxHosts.some((host) => mx.some((suffix) => isUnder(host, suffix))) ||
      spfIncludes.some((name) => spf.some((suffix) => isUnder(name, suffix))),
  );
  return {
    selectors: used.flatMap(({ name, selectors }) =>
      selectors.map((selector): KnownSelector => ({ selector, origin: 'provider', provider: name })),
    ),
    withoutSelectors: used.filter(({ selectors }) => selectors.length === 0).map(({ name }) => name),
  };
}

/** Names that the provider of a mail host has its customers include in SPF; none where the provider is not known. */
export function includesOfProvider(mxHost: string, data: readonly SelectorProvider[]): readonly string[] {
  return data.find(({ mx }) => mx.some((suffix) => isUnder(mxHost, suffix)))?.spf ?? [];
}

const isUnder = (name: string, suffix: string): boolean => name === suffix || name.endsWith(`.${suffix}`);
