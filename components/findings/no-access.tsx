import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';

/** For people whose roles do not let them see findings. */
export function NoAccess() {
  const t = useTranslations('findings.empty');
  return (
    <EmptyState heading="h1" icon={<Lock />} title={t('refused')}>
      {t('refusedHint')}
    </EmptyState>
  );
}
