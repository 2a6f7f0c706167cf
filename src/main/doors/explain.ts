/**
 * The library door `waypost/explain`: what `waypost explain` does, without a terminal.
 *
 * @example
 * import { openExplainer } from 'waypost/explain';
 * const explainer = openExplainer({ offline: true });
 * for (const { verdicts } of await explainer.explain('550 5.1.1 User unknown')) console.log(verdicts[0]?.category);
 * explainer.close();
 */
import type { Problem } from '../../base/result.ts';
import { explainArrival, type GivenFacts } from '../../explain/explain.ts';
import { readArrivals } from '../../explain/read-arrivals.ts';
import { type VerdictView, viewVerdict } from '../../explain/say/view.ts';
import type { Explanation, Verdict } from '../../explain/verdict.ts';
import { openLiveEvidence } from '../live-evidence.ts';
import { loadData } from '../load-data.ts';
import { catalogueOf, createExplainServices } from '../services.ts';

export type { GivenFacts } from '../../explain/explain.ts';
export type { VerdictView } from '../../explain/say/view.ts';
export type {
  Cause,
  Classification,
  Explanation,
  RankedFix,
  Speaker,
  Verdict,
} from '../../explain/verdict.ts';
export type { CategoryId } from '../../findings/category.ts';
export type { Evidence } from '../../findings/evidence.ts';
export type { Finding } from '../../findings/finding.ts';
export type { Fix } from '../../findings/fix.ts';

export interface ExplainerOptions {
  /** Ask nothing: verdicts rest on the words alone. Default false. */
  readonly offline?: boolean;
  /** 'host:port' of the DNS server to ask; default the system's. */
  readonly resolver?: string;
  /** Connect to the recipient's mail host on port 25, without sending mail. Default false. */
  readonly connect?: boolean;
  /** Language of `describe`: 'en' (default) or 'de'. */
  readonly language?: string;
}

/** An explanation, or why one part of the input could not be explained. */
export type ExplainResult = Explanation | { readonly verdicts: readonly []; readonly problem: Problem };

export interface Explainer {
  /** Explains a reply, a bounce message, an mbox or log lines. Never throws for what the input or the network does. */
  readonly explain: (input: string | Uint8Array, given?: GivenFacts) => Promise<readonly ExplainResult[]>;
  /** A verdict in words. */
  readonly describe: (verdict: Verdict) => VerdictView;
  /** Ends look-ups under way and frees the sockets. */
  readonly close: () => void;
}

/** Loads the rules once (about 50 ms); keep the explainer for many inputs. Throws where `resolver` is not 'host:port'. */
export function openExplainer(options: ExplainerOptions = {}): Explainer {
  const data = loadData();
  const { resolver, connect = false } = options;
  const live = options.offline
    ? undefined
    : openLiveEvidence(data, { mayConnect: connect, ...(resolver !== undefined && { resolver }) });
  const services = createExplainServices(data, live?.gather);
  const texts = catalogueOf(data, options.language ?? 'en');
  return {
    explain: async (input, given) => {
      const results: ExplainResult[] = [];
      for (const arrival of readArrivals(typeof input === 'string' ? Buffer.from(input) : input)) {
        results.push(
          arrival.ok
            ? await explainArrival(arrival.value, services, given)
            : { verdicts: [], problem: arrival.problem },
        );
      }
      return results;
    },
    describe: (verdict) => {
      const { provider } = verdict.classification;
      return viewVerdict(
        verdict,
        texts,
        provider === undefined ? undefined : services.providers.get(provider),
      );
    },
    close: () => live?.close(),
  };
}
