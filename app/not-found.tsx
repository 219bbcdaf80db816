import { SearchX } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';

export default async function NotFound() {
  const t = await getTranslations('ui.notFound');
  return (
    <main>
      <EmptyState
        icon={<SearchX />}
        heading="h1"
        title={t('title')}
        action={<LinkButton href="/">{t('action')}</LinkButton>}
      >
        {t('detail')}
      </EmptyState>
    </main>
  );
}
