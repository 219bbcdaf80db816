import type { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { SETTINGS, type SettingKey } from '@/lib/settings/schema';
import type { SettingsDto } from '@/lib/settings/types';

/** All settings of the organisation. They belong to no product: the permission alone decides. */
export async function readSettings(_scope: Scope): Promise<SettingsDto> {
  const rows = await unsafeDb().setting.findMany({ where: { key: { in: Object.keys(SETTINGS) } } });
  const names = await namesOf(rows.flatMap(({ updatedById }) => updatedById ?? []));

  function dto<T>(key: SettingKey, { schema, fallback }: { readonly schema: z.ZodType<T>; readonly fallback: T }) {
    const row = rows.find((one) => one.key === key);
    const parsed = schema.safeParse(row?.value);
    return {
      value: parsed.success ? parsed.data : fallback,
      changedAt: row?.updatedAt.toISOString() ?? null,
      changedBy: row?.updatedById ? (names.get(row.updatedById) ?? null) : null,
    };
  }

  return {
    session: dto('session', SETTINGS.session),
    stepUp: dto('stepUp', SETTINGS.stepUp),
    'imports.keepDays': dto('imports.keepDays', SETTINGS['imports.keepDays']),
    'events.keepDays': dto('events.keepDays', SETTINGS['events.keepDays']),
    'intel.mirrors': dto('intel.mirrors', SETTINGS['intel.mirrors']),
    'priority.weights': dto('priority.weights', SETTINGS['priority.weights']),
    acceptances: dto('acceptances', SETTINGS.acceptances),
    'tls.ranges': dto('tls.ranges', SETTINGS['tls.ranges']),
    'escalation.ranges': dto('escalation.ranges', SETTINGS['escalation.ranges']),
  };
}

async function namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const people = await unsafeDb().person.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}
