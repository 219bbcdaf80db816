'use client';

import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/layout/page-header';
import { NoticeList } from '@/components/notices/notice-list';
import { useMarkRead } from '@/components/notices/use-mark-read';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import type { NoticePage } from '@/lib/notices/types';

type Props = { readonly page: NoticePage; readonly first: boolean };

/** All notices that are kept, a page at a time. */
export function NoticesPage({ page: { rows, next, unread }, first }: Props) {
  const t = useTranslations('notices');
  const markRead = useMarkRead();
  const newest = rows[0];
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          first &&
          newest &&
          unread > 0 && <Button onClick={() => void markRead({ upTo: newest.id })}>{t('markAll')}</Button>
        }
      />
      {newest ? (
        <NoticeList
          notices={rows}
          onOpen={({ id, read }) => {
            if (!read) void markRead({ ids: [id] });
          }}
        />
      ) : (
        <EmptyState title={t('empty')}>{t('emptyLead')}</EmptyState>
      )}
      <nav aria-label={t('title')} className="mt-4 flex gap-2">
        {!first && <LinkButton href="/notices">{t('newer')}</LinkButton>}
        {next !== null && <LinkButton href={`/notices?before=${next}`}>{t('older')}</LinkButton>}
      </nav>
    </div>
  );
}
