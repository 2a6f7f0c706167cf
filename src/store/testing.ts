/** What every database behind the store must do, as tests: an adapter hands over how it opens an empty store. Test support. */
import { afterEach, beforeEach, describe } from 'vitest';
import { testAlerts } from './alerts/testing.ts';
import { testInventory } from './inventory/testing.ts';
import { testJobs } from './jobs/testing.ts';
import { testPeople } from './people/testing.ts';
import { testReports } from './reports/testing.ts';
import { testSettings } from './settings/testing.ts';
import { testSweep } from './sweep/testing.ts';
import type { Store } from './types.ts';

export interface OpenedForTest {
  readonly store: Store;
  /** Closes it and throws away what it left. */
  readonly end: () => Promise<void>;
}

/** Gives the store of the test that runs. */
export type StoreOf = () => Store;

/** Declares the tests for one adapter; every test has an empty store of its own. */
export function testStore(name: string, open: () => Promise<OpenedForTest>): void {
  describe(name, () => {
    let opened: OpenedForTest | undefined;
    const storeOf: StoreOf = () => {
      if (opened === undefined) throw new Error('no test runs');
      return opened.store;
    };
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened?.end();
      opened = undefined;
    });
    describe('people', () => testPeople(storeOf));
    describe('reports', () => testReports(storeOf));
    describe('jobs', () => testJobs(storeOf));
    describe('inventory', () => testInventory(storeOf));
    describe('alerts', () => testAlerts(storeOf));
    describe('settings', () => testSettings(storeOf));
    describe('retention', () => testSweep(storeOf));
  });
}
