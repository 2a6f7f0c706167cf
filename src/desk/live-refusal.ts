/** The evidence about one refusal as lines, each as soon as all that its check reads is known. */
import type { ExplainServices } from '../explain/explain.ts';
import { evidenceLines } from '../explain/say/evidence-lines.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import type { Evidence, EvidenceKey, RejectionKey } from '../findings/evidence.ts';
import { runChecks } from '../findings/run-checks.ts';
import type { ShelfListener } from '../gather/rejection/index.ts';
import type { AskEvents } from './events.ts';

/** A listener for the shelves of one refusal, of which these are wanted. */
export function liveRefusal(
  wanted: readonly RejectionKey[],
  checks: ExplainServices['checks'],
  texts: Catalogue,
  events: AskEvents,
): ShelfListener {
  let evidence: Evidence = {};
  const isComing = (key: EvidenceKey): boolean => (wanted as readonly EvidenceKey[]).includes(key);
  return (key, shelf) => {
    evidence = { ...evidence, [key]: shelf };
    events.lines(() => {
      const ready = checks.filter(
        ({ needs }) =>
          needs.includes(key) && needs.every((need) => evidence[need] !== undefined || !isComing(need)),
      );
      return runChecks(ready, evidence).flatMap((finding) =>
        evidenceLines({ findings: [finding], evidence }, texts),
      );
    });
  };
}
