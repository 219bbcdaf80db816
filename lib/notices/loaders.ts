import 'server-only';
import { pageCtx } from '@/lib/access/guard';
import { listNotices } from '@/lib/notices/data';

export async function loadNotices(before: number | null) {
  const { actor } = await pageCtx();
  return listNotices(actor, before);
}
