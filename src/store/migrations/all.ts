/** The steps in their order. A new one goes to the end. */
import { people } from './0001-people.ts';
import { reports } from './0002-reports.ts';
import { jobs } from './0003-jobs.ts';
import { inventory } from './0004-inventory.ts';
import { alerts } from './0005-alerts.ts';
import { settings } from './0006-settings.ts';
import { languages } from './0007-languages.ts';
import { packed } from './0008-packed.ts';
import { beside } from './0009-beside.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  people,
  reports,
  jobs,
  inventory,
  alerts,
  settings,
  languages,
  packed,
  beside,
];
