'use client';

import { useTranslations } from 'next-intl';
import { NoticeList } from '@/components/notices/notice-list';
import { useMarkRead } from '@/components/notices/use-mark-read';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import type { NoticePage } from '@/lib/notices/types';

const SHOWN = 8;

export type NewestProps = Pick<NoticePage, 'rows' | 'unread'> & { readonly onClose: () => void };

/** What the bell opens: the newest notices and the way to all of them. */
export function NewestNotices({ rows, unread, onClose }: NewestProps) {
  const t = useTranslations('notices');
  const markRead = useMarkRead();
  const newest = rows[0];
  return (
    <>
      {newest ? (
        <NoticeList
          notices={rows.slice(0, SHOWN)}
          onOpen={({ id, read }) => {
            onClose();
            if (!read) void markRead({ ids: [id] });
          }}
        />
      ) : (
        <p className="text-muted">{t('emptyLead')}</p>
      )}
      <div className="mt-2 flex items-center justify-between gap-2 border-line border-t pt-2">
        <LinkButton variant="ghost" size="sm" href="/notices" onClick={() => onClose()}>
          {t('all')}
        </LinkButton>
        {newest && unread > 0 && (
          <Button variant="ghost" size="sm" onClick={() => void markRead({ upTo: newest.id })}>
            {t('markAll')}
          </Button>
        )}
      </div>
    </>
  );
}
