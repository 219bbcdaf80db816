import { Gauge } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Snippet } from '@/components/imports/snippet';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { curlLine } from '@/lib/imports/pipeline';

type Props = { readonly origin: string; readonly mayIngest: boolean };

/** Nothing was imported yet: what to do, by hand and by machine. `origin`: "https://lagebild.example". */
export function FirstUse({ origin, mayIngest }: Props) {
  const t = useTranslations('overview.firstUse');
  const imports = useTranslations('imports');
  return (
    <EmptyState
      heading="h1"
      icon={<Gauge />}
      title={t('title')}
      action={
        <>
          {mayIngest && (
            <LinkButton href="/imports" variant="primary">
              {t('drop')}
            </LinkButton>
          )}
          <LinkButton href="/assets">{t('assets')}</LinkButton>
        </>
      }
    >
      <p>{mayIngest ? t('detail') : imports('firstUseReader')}</p>
      <p className="mt-3">{t('byMachine')}</p>
      <div className="text-left text-text">
        <Snippet label={imports('how.curl')}>{curlLine(origin)}</Snippet>
      </div>
    </EmptyState>
  );
}
