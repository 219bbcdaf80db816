import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';

/** The same words for what does not exist and for what is outside of one's teams. */
export function NotFoundState() {
  const t = useTranslations('ui.notFound');
  return (
    <EmptyState
      icon={<SearchX />}
      heading="h1"
      title={t('title')}
      action={<LinkButton href="/">{t('action')}</LinkButton>}
    >
      {t('detail')}
    </EmptyState>
  );
}
