/** The findings of an audit as lines while it gathers: those of a check as soon as all that it reads is there. */
import { viewAudit } from '../audit/say/view.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { Subject } from '../findings/finding.ts';
import type { GatherWatch } from '../gather/audit/index.ts';
import type { AskEvents } from './events.ts';
import type { OpenedAudit } from './tools.ts';

/** What passed is many lines and little news. */
const MAX_PASSED = 100;

export function liveAudit(
  { judgePart }: Pick<OpenedAudit, 'judgePart'>,
  texts: Catalogue,
  events: AskEvents,
): GatherWatch {
  const known = new Map<string, Evidence>();
  let passed = 0;
  const linesOf = (about: Subject, evidence: Evidence) => {
    const { failed, unknown, passed: sound } = viewAudit(judgePart(about, evidence), texts);
    const room = sound.slice(0, MAX_PASSED - passed);
    passed += room.length;
    // The same check about two subjects is two lines.
    return [...failed, ...unknown, ...room].map(({ subject, label, ...line }) => ({
      ...line,
      label: label.includes(subject) ? label : `${label} (${subject})`,
    }));
  };
  return {
    begun: (parts) => events.more(parts),
    gathered: (about, shelves) => {
      events.did();
      const key = `${about.kind} ${about.name}`;
      const evidence = { ...known.get(key), ...shelves };
      known.set(key, evidence);
      events.lines(() => linesOf(about, evidence));
    },
  };
}
