import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { TestDue } from '@/lib/backups/view-types';

/** Restore tests that are due, month by month: what is overdue comes first. */
export function TestCalendar({ items }: { readonly items: readonly TestDue[] }) {
  const format = useFormatter();
  const months = Map.groupBy(items, ({ due }) => due.slice(0, 7));
  return (
    <div className="flex flex-col gap-5">
      {[...months].map(([month, ending]) => (
        <section key={month} aria-labelledby={`m${month}`}>
          <h2 id={`m${month}`} className="mb-1 font-semibold">
            {format.dateTime(new Date(`${month}-01`), { year: 'numeric', month: 'long', timeZone: 'UTC' })}
          </h2>
          <ol className="border-line border-t">
            {ending.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Item({ item: { id, name, product, due, late, last } }: { readonly item: TestDue }) {
  const t = useTranslations('backups.due');
  const format = useFormatter();
  const day = (at: string) => format.dateTime(new Date(at), { weekday: 'short', day: 'numeric', month: 'short' });
  return (
    <li className="grid min-h-row grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-2 border-line border-b py-1 sm:grid-cols-[7rem_minmax(0,1fr)_auto]">
      <time dateTime={due} className={late ? 'font-medium text-missed-ink' : undefined}>
        {day(due)}
      </time>
      <span className="min-w-0">
        <Link href={`/backups/${id}`} prefetch={false} className="wrap-anywhere hover:underline">
          {name}
        </Link>{' '}
        <span className="text-muted text-xs">{product}</span>
      </span>
      <span className="col-start-2 inline-flex items-center gap-2 text-muted text-xs sm:col-start-3">
        {last ? t('last', { at: day(last) }) : t('never')}
        {late && (
          <span className="inline-flex items-center gap-1 text-missed-ink">
            <TriangleAlert aria-hidden className="size-3" />
            {t('late')}
          </span>
        )}
      </span>
    </li>
  );
}
