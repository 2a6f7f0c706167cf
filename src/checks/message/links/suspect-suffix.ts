/** Links to names below public suffixes for which a filter engine gives points by themselves (`data/suspect-suffixes.toml`). */
import type { SuffixRule } from '../../../findings/mail-tables.ts';
import type { EngineRule, MessageCheck } from '../../../findings/message-check.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { type LinkFault, sayFaults, webLinks } from './link-findings.ts';

export const suspectSuffix: MessageCheck = {
  id: 'links/suspect-suffix',
  sources: [spamAssassinRules, rspamdRules],
  run: (view, { tables }) => {
    if (tables === undefined) return [draftMessage('unknown', 'could-not-check', 'score')];
    const links = webLinks(view);
    const seen = new Set<string>();
    const faults = links.flatMap((link): readonly LinkFault[] => {
      const suffix = suffixOf(link.target.host);
      // A rule counts once in a message, and the first link stands for the others.
      if (link.target.isIp || seen.has(suffix)) return [];
      seen.add(suffix);
      const engineRules = rulesFor(suffix, 'link', tables.suffixRules);
      if (engineRules.length === 0) return [];
      const domain = link.target.domain ?? link.target.host;
      return [{ link, message: 'listed', consequence: 'score', data: { suffix, domain }, engineRules }];
    });
    return sayFaults(view, links, faults);
  },
};

/** The last label of a host name. */
export const suffixOf = (host: string): string => host.slice(host.lastIndexOf('.') + 1);

export function rulesFor(
  suffix: string,
  of: SuffixRule['of'],
  rules: readonly SuffixRule[],
): readonly EngineRule[] {
  return rules
    .filter((rule) => rule.of === of && rule.suffixes.has(suffix))
    .map(({ engine, rule, points }) => ({ engine, rule, weight: points }));
}
