import { Gauge } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Snippet } from '@/components/imports/snippet';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { curlLine } from '@/lib/imports/pipeline';

/** Nothing was imported yet: what to do, by hand and by machine. `origin`: "https://lagebild.example". */
export function FirstUse({ origin }: { readonly origin: string }) {
  const t = useTranslations('overview.firstUse');
  const how = useTranslations('imports.how');
  return (
    <EmptyState
      heading="h1"
      icon={<Gauge />}
      title={t('title')}
      action={
        <>
          <LinkButton href="/imports" variant="primary">
            {t('drop')}
          </LinkButton>
          <LinkButton href="/assets">{t('assets')}</LinkButton>
        </>
      }
    >
      <p>{t('detail')}</p>
      <p className="mt-3">{t('byMachine')}</p>
      <div className="text-left text-text">
        <Snippet label={how('curl')}>{curlLine(origin)}</Snippet>
      </div>
    </EmptyState>
  );
}
