'use client';

import { useQuery } from '@tanstack/react-query';
import { Bell as BellIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { NewestProps } from '@/components/notices/newest-notices';
import { Arriving } from '@/components/ui/arriving';
import { buttonClass } from '@/components/ui/button-style';
import { lazyOnIntent } from '@/components/ui/lazy-on-intent';
import { Popover } from '@/components/ui/popover';
import { noticesQuery } from '@/lib/notices/queries';
import { UNREAD_MAX } from '@/lib/notices/types';

const newestCode = lazyOnIntent(() => import('@/components/notices/newest-notices'));

function Newest(props: NewestProps) {
  const { NewestNotices } = newestCode.use();
  return <NewestNotices {...props} />;
}

/** The bell of the top line: how many notices are unread, and the newest of them. */
export function Bell() {
  const t = useTranslations('notices');
  const { data } = useQuery(noticesQuery());
  const [open, setOpen] = useState(false);
  const { unread = 0, rows = [] } = data ?? {};
  const many = unread > UNREAD_MAX;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      align="end"
      title={t('title')}
      className="w-[26rem]"
      needs={newestCode}
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
      <Arriving code={newestCode}>
        <Newest rows={rows} unread={unread} onClose={() => setOpen(false)} />
      </Arriving>
    </Popover>
  );
}
