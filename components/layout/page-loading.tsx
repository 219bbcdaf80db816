import { useTranslations } from 'next-intl';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';

/** While a list is read. Pages of one thing have none: once this is sent, "not found" can no longer be the status. */
export function PageLoading() {
  const t = useTranslations('ui');
  return (
    <div aria-busy="true">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <Skeleton className="mb-6 h-7 w-64" />
      <SkeletonRows />
    </div>
  );
}
