/** Short ways to say something about links. */
import type { JsonObject } from '../../../base/json.ts';
import type { LinkHosts } from '../../../findings/mail-tables.ts';
import type { Consequence, EngineRule, MailGiven, MessageDraft } from '../../../findings/message-check.ts';
import { linksOf, type MessageLink, type WebTarget } from '../../../wire/links/index.ts';
import { type MailView, type Place, placeInText } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';

export interface WebLink extends MessageLink {
  readonly target: WebTarget;
}

/** Links that lead into the web, pictures too, hidden ones too. */
export function webLinks(view: MailView): readonly WebLink[] {
  return linksOf(view).links.filter((link): link is WebLink => link.target.kind === 'web');
}

export function placeOfLink(view: MailView, { part, start, end }: MessageLink): Place {
  return placeInText(view, part, start, end);
}

/** Places are looked up only for what is said. */
const MAX_FINDINGS = 50;

export interface LinkFault {
  readonly link: MessageLink;
  readonly message: string;
  readonly consequence: Consequence;
  readonly data: JsonObject;
  readonly engineRules?: readonly EngineRule[];
}

/**
 * The findings of a check of links: each fault once for each thing said, at the first link it is seen at, with `times`; a pass where
 * there is none; 'no-links' where there is nothing to look at.
 */
export function sayFaults(
  view: MailView,
  looked: readonly MessageLink[],
  faults: Iterable<LinkFault>,
): readonly MessageDraft[] {
  if (looked.length === 0) return [draftMessage('not-applicable', 'no-links', 'information')];
  const groups = new Map<string, { readonly fault: LinkFault; times: number }>();
  for (const fault of faults) {
    const key = `${fault.message} ${JSON.stringify(fault.data)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { fault, times: 1 });
    else group.times += 1;
  }
  if (groups.size === 0)
    return [draftMessage('pass', 'in-order', 'information', { count: linksOf(view).count })];
  const shown = [...groups.values()].slice(0, MAX_FINDINGS);
  const more = groups.size > shown.length ? { count: groups.size } : {};
  return shown.map(({ fault, times }) =>
    draftMessage(
      'fail',
      fault.message,
      fault.consequence,
      { ...fault.data, times, ...more },
      {
        place: placeOfLink(view, fault.link),
        ...(fault.engineRules !== undefined && { engineRules: fault.engineRules }),
      },
    ),
  );
}

/** The lists of hosts, or the finding that they are not at hand. */
export function withHosts(
  given: MailGiven,
  run: (hosts: LinkHosts) => readonly MessageDraft[],
): readonly MessageDraft[] {
  const hosts = given.tables?.linkHosts;
  return hosts === undefined ? [draftMessage('unknown', 'could-not-check', 'information')] : run(hosts);
}

const MAX_SHOWN = 120;

/** An address short enough for a sentence. */
export const shortUrl = (text: string): string =>
  text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
