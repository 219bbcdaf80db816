'use client';

import { useQuery } from '@tanstack/react-query';
import { Bell as BellIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { NoticeList } from '@/components/notices/notice-list';
import { useMarkRead } from '@/components/notices/use-mark-read';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-style';
import { LinkButton } from '@/components/ui/link-button';
import { Popover } from '@/components/ui/popover';
import { noticesQuery } from '@/lib/notices/queries';
import { UNREAD_MAX } from '@/lib/notices/types';

const SHOWN = 8;

/** The bell of the top line: how many notices are unread, and the newest of them. */
export function Bell() {
  const t = useTranslations('notices');
  const { data } = useQuery(noticesQuery());
  const markRead = useMarkRead();
  const [open, setOpen] = useState(false);
  const { unread = 0, rows = [] } = data ?? {};
  const newest = rows[0];
  const many = unread > UNREAD_MAX;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      align="end"
      title={t('title')}
      className="w-[26rem]"
      trigger={
        <button
          type="button"
          aria-label={many ? t('bellMany', { n: UNREAD_MAX }) : t('bell', { unread })}
          className={buttonClass('ghost', 'md', 'relative px-2')}
        >
          <BellIcon aria-hidden />
          {unread > 0 && (
            <span
              aria-hidden
              className="-top-0.5 -right-0.5 absolute min-w-4 rounded-full bg-accent px-1 text-accent-ink text-xs leading-4 tabular-nums"
            >
              {many ? t('many', { n: UNREAD_MAX }) : t('count', { n: unread })}
            </span>
          )}
        </button>
      }
    >
      {newest ? (
        <NoticeList
          notices={rows.slice(0, SHOWN)}
          onOpen={({ id, read }) => {
            setOpen(false);
            if (!read) void markRead({ ids: [id] });
          }}
        />
      ) : (
        <p className="text-muted">{t('emptyLead')}</p>
      )}
      <div className="mt-2 flex items-center justify-between gap-2 border-line border-t pt-2">
        <LinkButton variant="ghost" size="sm" href="/notices" onClick={() => setOpen(false)}>
          {t('all')}
        </LinkButton>
        {newest && unread > 0 && (
          <Button variant="ghost" size="sm" onClick={() => void markRead({ upTo: newest.id })}>
            {t('markAll')}
          </Button>
        )}
      </div>
    </Popover>
  );
}
