'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useNoticeText } from '@/components/notices/use-notice-text';
import { cn } from '@/components/ui/cn';
import { RelativeTime } from '@/components/ui/relative-time';
import type { NoticeItem } from '@/lib/notices/types';

type Props = {
  readonly notices: readonly NoticeItem[];
  readonly onOpen: (notice: NoticeItem) => void;
};

/** Each notice leads to where it happened; unread ones have a dot and a word for it. */
export function NoticeList({ notices, onOpen }: Props) {
  const t = useTranslations('notices');
  const textOf = useNoticeText();
  return (
    <ul className="flex flex-col">
      {notices.map((notice) => (
        <li key={notice.id} className="flex items-baseline gap-2 rounded-md px-2 py-1.5 hover:bg-hover">
          <span className={cn('size-2 shrink-0 self-center rounded-full', !notice.read && 'bg-accent')}>
            {!notice.read && <span className="sr-only">{t('unread')}</span>}
          </span>
          <Link
            href={notice.href}
            prefetch={false}
            className={cn('min-w-0 flex-1 py-0.5 wrap-anywhere', !notice.read && 'font-medium')}
            onClick={() => onOpen(notice)}
          >
            {textOf(notice)}
          </Link>
          <span className="shrink-0 text-muted text-xs">
            <RelativeTime at={notice.at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
