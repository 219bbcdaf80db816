import type { SettingKey, SettingValues } from '@/lib/settings/schema';

/** A setting as it counts now. Times are ISO 8601; both null while nobody changed it. */
export type SettingDto<K extends SettingKey> = {
  readonly value: SettingValues[K];
  readonly changedAt: string | null;
  readonly changedBy: string | null;
};

export type SettingsDto = { readonly [K in SettingKey]: SettingDto<K> };
