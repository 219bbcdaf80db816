import 'server-only';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { readSettings } from '@/lib/settings/data';
import { SETTINGS, type SettingKey } from '@/lib/settings/schema';
import type { SettingsDto } from '@/lib/settings/types';

type Organisation = { readonly settings: SettingsDto; readonly writable: readonly SettingKey[] };

/** The organisation's settings and which of them the person may change; null for who may not read them. */
export async function loadSettings(): Promise<Organisation | null> {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'setting:read');
  if (!scope) return null;
  const keys: readonly SettingKey[] = [
    'session',
    'stepUp',
    'imports.keepDays',
    'events.keepDays',
    'intel.mirrors',
    'priority.weights',
    'acceptances',
    'tls.ranges',
    'escalation.ranges',
  ];
  const writable = keys.filter((key) => scopeOf(ctx, SETTINGS[key].permission)?.products === 'all');
  return { settings: await readSettings(scope), writable };
}
