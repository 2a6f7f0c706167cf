/** Signs that deceit and mass mail have more often than other mail; some speak against it. None means anything alone. */
import type { MailTables } from '../../../../findings/mail-tables.ts';
import type { MailView, Place } from '../../../../wire/mail-view/types.ts';

export interface Sign {
  /** Kebab-case; its points stand in data/check-weights.toml under 'content/lure'. */
  readonly sign: string;
  readonly place?: Place;
}

export type SignReader = (view: MailView, tables: MailTables) => readonly Sign[];
