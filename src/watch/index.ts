/** Watching over the inventory: the public door. */

export { type SettingKey, type SettingsByKey, settingKeys, settingSchemas } from './settings/schemas.ts';
export { faultsOf } from './settings/settings.ts';
export type { Watch } from './types.ts';
export { openWatch, type WatchNeeds } from './watch.ts';
