import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ImportCounts } from '@/lib/imports/types';

export const CHANGES = ['new', 'updated', 'fixed', 'reopened', 'unchanged'] as const;

type Props = { readonly importId: string; readonly counts: ImportCounts };

/** The findings that a figure of an import counts. */
export function setHref(importId: string, change: (typeof CHANGES)[number]): string {
  return `/findings?import=${importId}&change=${change}&status=any`;
}

/** The figures that are not zero, in one line; `unchanged` only where nothing else happened. */
export function CountsLine({ importId, counts }: Props) {
  const t = useTranslations('imports');
  const some = CHANGES.filter((change) => change !== 'unchanged' && counts[change] > 0);
  const shown = some.length > 0 ? some : (['unchanged'] as const);
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
      {shown.map((change) => (
        <li key={change}>
          <Link href={setHref(importId, change)} prefetch={false} className="inline-block py-0.5 hover:underline">
            {t(`counted.${change}`, { count: counts[change] })}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** All five figures, large. */
export function CountsRow({ importId, counts }: Props) {
  const t = useTranslations('imports');
  return (
    <ul className="mb-6 grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-5">
      {CHANGES.map((change) => (
        <li key={change}>
          <Link href={setHref(importId, change)} prefetch={false} className="block rounded-md hover:underline">
            <span className="block font-semibold text-xl">{t('figure', { count: counts[change] })}</span>
            <span className="text-muted">{t(`change.${change}`)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
