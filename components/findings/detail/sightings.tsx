import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { Sighting } from '@/lib/findings/types';

/** The imports of one source that the finding was seen over, oldest first, each with what it meant. */
export function Sightings({ sightings }: { readonly sightings: readonly Sighting[] }) {
  const t = useTranslations('findings.sightings');
  const format = useFormatter();
  return (
    <ol aria-label={t('label')} className="mt-1 flex flex-col border-line border-l-2 pl-3 text-sm">
      {sightings.map(({ importId, at, change }) => (
        <li key={`${importId} ${change}`} className="flex flex-wrap items-center gap-x-2">
          <Link href={`/imports/${importId}`} prefetch={false} className="inline-flex min-h-6 items-center underline">
            <time dateTime={at}>{format.dateTime(new Date(at), 'exact')}</time>
          </Link>
          <span className="text-muted">{t(`changes.${change}`)}</span>
        </li>
      ))}
    </ol>
  );
}
