import { Gauge } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';

/** Nothing was imported yet: what to do, by hand and by machine. */
export function FirstUse({ origin }: { readonly origin: string }) {
  const t = useTranslations('overview.firstUse');
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
      <pre className="mt-1 overflow-x-auto rounded-md bg-sunken p-3 text-left font-mono text-text text-xs">
        <code>{`curl -fsS -H "Authorization: Bearer $LAGEBILD_TOKEN" \\\n  -F file=@trivy.json ${origin}/api/v1/imports`}</code>
      </pre>
    </EmptyState>
  );
}
