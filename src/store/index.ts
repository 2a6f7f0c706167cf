/** The door of the store: opening it, and copying and restoring what it holds. */
export { copyKeyTo, keyFileOf } from './settings/key-file.ts';
export { backupFolder } from './sqlite/backup.ts';
export { closeFolder, rightsOf, shellWord } from './sqlite/folder-rights.ts';
export { makeFolder } from './sqlite/make-folder.ts';
export { openStore, type StoreOptions } from './sqlite/open-store.ts';
export { databaseFileOf } from './sqlite/place.ts';
export { type Restored, type RestoreOptions, restoreFrom } from './sqlite/restore.ts';
