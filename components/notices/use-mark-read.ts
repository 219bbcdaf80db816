'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { markReadAction } from '@/lib/notices/actions';
import { noticesQuery } from '@/lib/notices/queries';
import type { ReadNotices } from '@/lib/notices/schema';
import type { NoticePage } from '@/lib/notices/types';

/** Marks notices as read: at once in the bell, then on the server, then on the page that lists them. */
export function useMarkRead(): (which: ReadNotices) => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  const { queryKey } = noticesQuery();
  return async (which) => {
    const meant = (id: number) => ('ids' in which ? which.ids.includes(id) : id <= which.upTo);
    client.setQueryData(queryKey, (page: NoticePage | undefined) => {
      if (!page) return page;
      const newly = page.rows.filter(({ id, read }) => !read && meant(id)).length;
      const unread = 'upTo' in which ? 0 : Math.max(0, page.unread - newly);
      return { ...page, unread, rows: page.rows.map((row) => (meant(row.id) ? { ...row, read: true } : row)) };
    });
    // Refused or lost: asking again shows how it is.
    await markReadAction(which).catch(() => null);
    await client.invalidateQueries({ queryKey });
    router.refresh();
  };
}
