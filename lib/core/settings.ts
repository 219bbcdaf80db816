import type { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';

const KEEP_MS = 30_000;
const known = new Map<string, { value: unknown; readAt: number }>();

/**
 * A value of the table `setting` (lib/settings has the page that changes them). Each process reads it at most every
 * 30 s. Unset, or unfit for the schema, it is `fallback`.
 */
export async function setting<T>(key: string, schema: z.ZodType<T>, fallback: T): Promise<T> {
  const kept = known.get(key);
  const value = kept && performance.now() - kept.readAt < KEEP_MS ? kept.value : await read(key);
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : fallback;
}

/** After a change: this process reads the value anew at once. */
export function forgetSetting(key: string): void {
  known.delete(key);
}

async function read(key: string): Promise<unknown> {
  const row = await unsafeDb().setting.findUnique({ where: { key }, select: { value: true } });
  const value = row?.value;
  known.set(key, { value, readAt: performance.now() });
  return value;
}
