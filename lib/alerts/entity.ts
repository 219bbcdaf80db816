import type { Entity } from '@/lib/alerts/types';

/** The texts of a stored entity; a rule that names something else has it left out. */
export function entityOf(stored: unknown): Entity {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {};
  return Object.fromEntries(
    Object.entries(stored).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])),
  );
}
