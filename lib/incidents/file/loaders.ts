import 'server-only';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { tasksOf } from '@/lib/incidents/data/tasks';

const viewerOf = (ctx: PersonCtx, locale: string) => ({
  now: ctx.now,
  locale,
  write: scopeOf(ctx, 'incident:write'),
});

export function readTasks(ctx: PersonCtx, number: number, locale: string) {
  return tasksOf(requirePermission(ctx, 'incident:read'), number, viewerOf(ctx, locale));
}

export async function loadTasks(number: number, locale: string) {
  return readTasks(await pageCtx(), number, locale);
}
