/** Watching over the inventory: the public door. */

export { muteTime } from './alerts/alert-desk.ts';
export { type SettingKey, type SettingsByKey, settingKeys } from './settings/schemas.ts';
export type { Watch } from './types.ts';
export { openWatch, type WatchNeeds } from './watch.ts';
