/** One fault that many sending addresses share is told once: where SPF is broken, it is so for each of them. */
import type { Catalogue } from '../../findings/catalogue.ts';
import type { FindingView } from './view.ts';

/** From how many addresses on they are told together. */
const MANY = 3;
/** Addresses that are named; the others are counted. */
const MAX_NAMED = 3;

/** Failures in their order; those of one check that differ in nothing but the address stand where the first stood. */
export function mergeAlike(failed: readonly FindingView[], texts: Catalogue): readonly FindingView[] {
  const groups = Map.groupBy(failed, keyOf);
  return failed.flatMap((finding) => {
    const alike = groups.get(keyOf(finding)) ?? [];
    if (finding.ip === undefined || alike.length < MANY) return [finding];
    return alike[0] === finding ? [merged(finding, finding.ip, alike, texts)] : [];
  });
}

function keyOf(finding: FindingView): unknown {
  const { ip, check, message, severity, label, detail, reply, todo } = finding;
  if (ip === undefined) return finding;
  const words = [label, detail, reply, todo].map((text) => text.replaceAll(ip, '\0'));
  return JSON.stringify([check, message, severity, ...words]);
}

function merged(
  first: FindingView,
  ip: string,
  alike: readonly FindingView[],
  texts: Catalogue,
): FindingView {
  const named = alike.slice(0, MAX_NAMED).map((one) => one.ip ?? '');
  const names = named.join(', ');
  const rest = alike.length - named.length;
  const all = rest === 0 ? names : texts.ui('audit.andMore', { names, count: rest });
  const each = (text: string): string => text.replaceAll(ip, all);
  const union = (pick: (finding: FindingView) => readonly string[]): readonly string[] => [
    ...new Set(alike.flatMap(pick)),
  ];
  const letters = union(({ contacts }) => contacts);
  const sameLetter = letters.length > MAX_NAMED ? ` ${texts.ui('audit.sameLetter')}` : '';
  return {
    ...first,
    label: each(first.label),
    detail: each(first.detail),
    // A reply is said to one address.
    todo: `${each(first.todo)}${sameLetter}`,
    records: union(({ records }) => records),
    commands: union(({ commands }) => commands),
    contacts: letters.slice(0, MAX_NAMED),
    lookups: union(({ lookups }) => lookups),
  };
}
