import { useTranslations } from 'next-intl';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';

export default function Loading() {
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
