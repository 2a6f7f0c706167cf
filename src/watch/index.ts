/** Watching over the inventory: the public door. */
export { type SettingKey, type SettingsByKey, settingKeys, settingSchemas } from './settings/schemas.ts';
export type { Watch } from './types.ts';
