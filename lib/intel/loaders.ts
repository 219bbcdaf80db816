import 'server-only';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { intelStatus, listIntelImports } from '@/lib/intel/data';
import type { IntelImportDto, IntelStatus } from '@/lib/intel/types';
import { readSettings } from '@/lib/settings/data';
import type { SettingsDto } from '@/lib/settings/types';

type Intel = {
  readonly statuses: readonly IntelStatus[];
  readonly imports: readonly IntelImportDto[];
  readonly settings: SettingsDto;
  /** Whether the person may change what counts for the whole organisation. */
  readonly writable: boolean;
};

/** How fresh EPSS and KEV are, and by what findings are weighed; null for who may not read settings. */
export async function loadIntel(): Promise<Intel | null> {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'setting:read');
  if (!scope) return null;
  const [statuses, imports, settings] = await Promise.all([
    intelStatus(scope),
    listIntelImports(scope),
    readSettings(scope),
  ]);
  return { statuses, imports, settings, writable: scopeOf(ctx, 'setting:write')?.products === 'all' };
}
