/** What GET /reports/compare answers: `Comparison` of the server's desk. */
import type { AskKind, Standing } from '../../api/shapes.ts';

export interface ComparedSide {
  readonly id: string;
  readonly at: string;
  readonly about: string;
  readonly headline: string;
  readonly standing: Standing;
}

export interface ComparedState {
  readonly outcome: string;
  readonly weight: string;
  readonly word: string;
  readonly detail: string;
}

export interface ComparedThing extends ComparedState {
  readonly key: string;
  readonly about: string;
  readonly label: string;
}

export interface ChangedThing {
  readonly key: string;
  readonly about: string;
  readonly label: string;
  readonly from: ComparedState;
  readonly to: ComparedState;
}

export interface Comparison {
  readonly kind: AskKind;
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  readonly came: readonly ComparedThing[];
  readonly went: readonly ComparedThing[];
  readonly changed: readonly ChangedThing[];
  readonly same: number;
  readonly more: number;
}
