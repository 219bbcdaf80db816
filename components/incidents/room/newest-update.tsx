'use client';

import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/link-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { updatesQuery } from '@/lib/incidents/room/queries';

/** What stakeholders were told last, and when they hear again. */
export function NewestUpdate({ number }: { readonly number: number }) {
  const t = useTranslations('incidentRoom.updates');
  const format = useFormatter();
  const { data } = useQuery(updatesQuery(number));
  const newest = data?.updates[0];
  return (
    <section aria-labelledby="newest-update">
      <h2 id="newest-update" className="font-semibold">
        {t('newest')}
      </h2>
      {newest ? (
        <>
          <p className="mt-1 whitespace-pre-wrap wrap-anywhere">{newest.executive}</p>
          <p className="mt-1 text-muted text-xs">
            {newest.by} · <RelativeTime at={newest.at} />
          </p>
        </>
      ) : (
        <p className="mt-1 text-muted">{t('none')}</p>
      )}
      {data?.dueAt && (
        <p className="mt-1 text-xs">{t('due', { at: format.dateTime(new Date(data.dueAt), 'exact') })}</p>
      )}
      <LinkButton size="sm" variant="ghost" href={`/incidents/${number}/updates`} className="-ml-2 mt-1">
        {t('all')}
      </LinkButton>
    </section>
  );
}
