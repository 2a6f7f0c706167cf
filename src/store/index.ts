/** The door of the store: opening it, and copying and restoring what it holds. */
export { databaseFileOf, openStore, type StoreOptions } from './sqlite/open-store.ts';
