'use client';

import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { ListStates } from '@/components/layout/list-states';
import { NoRows } from '@/components/tls/list/rows';
import { RelativeTime } from '@/components/ui/relative-time';
import { expiriesQuery } from '@/lib/tls/queries';
import type { EndpointAddress } from '@/lib/tls/search-params';
import type { ExpiryItem } from '@/lib/tls/types';

type Props = { readonly address: EndpointAddress; readonly filtered: boolean; readonly onClear: () => void };

/** `2026-12`: months in their order; what has ended stands in the month in which it did. */
function byMonth(items: readonly ExpiryItem[]): ReadonlyMap<string, readonly ExpiryItem[]> {
  return Map.groupBy(items, ({ expiresAt }) => expiresAt.slice(0, 7));
}

/** When certificates end, month by month: the sooner the higher. */
export function ExpiryCalendar({ address, filtered, onClear }: Props) {
  const list = useQuery(expiriesQuery(address));
  const items = list.data ?? [];
  return (
    <ListStates query={list} count={items.length} empty={<NoRows filtered={filtered} onClear={onClear} />}>
      <div className="flex flex-col gap-5">
        {[...byMonth(items)].map(([month, ending]) => (
          <Month key={month} month={month} items={ending} />
        ))}
      </div>
    </ListStates>
  );
}

function Month({ month, items }: { readonly month: string; readonly items: readonly ExpiryItem[] }) {
  const t = useTranslations('tls.calendar');
  const format = useFormatter();
  return (
    <section aria-labelledby={`m${month}`}>
      <h2 id={`m${month}`} className="mb-1 font-semibold">
        {format.dateTime(new Date(`${month}-01`), { year: 'numeric', month: 'long', timeZone: 'UTC' })}{' '}
        <span className="font-normal text-muted text-xs">{t('count', { count: items.length })}</span>
      </h2>
      <ol className="border-line border-t">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ol>
    </section>
  );
}

function Item({ item: { id, name, product, expiresAt, due } }: { readonly item: ExpiryItem }) {
  const t = useTranslations('tls.calendar');
  const format = useFormatter();
  return (
    <li className="grid min-h-row grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-2 border-line border-b py-1 sm:grid-cols-[7rem_minmax(0,1fr)_auto]">
      <time dateTime={expiresAt} className={due ? 'font-medium text-missed-ink' : undefined}>
        {format.dateTime(new Date(expiresAt), { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })}
      </time>
      <span className="min-w-0">
        <Link href={`/tls/${id}`} prefetch={false} className="wrap-anywhere hover:underline">
          {name}
        </Link>{' '}
        <span className="text-muted text-xs">{product}</span>
      </span>
      <span className="col-start-2 inline-flex items-center gap-2 text-muted text-xs sm:col-start-3">
        <RelativeTime at={expiresAt} />
        {due && (
          <span className="inline-flex items-center gap-1 text-missed-ink">
            <TriangleAlert aria-hidden className="size-3" />
            {t('due')}
          </span>
        )}
      </span>
    </li>
  );
}
