import { Pencil } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { AttributeFacts } from '@/components/assets/attribute-facts';
import { ProductDialog } from '@/components/assets/product-dialog';
import { SourceTable } from '@/components/assets/source-table';
import { WatchProduct } from '@/components/assets/watch-product';
import { SeverityMark } from '@/components/findings/severity-mark';
import { PageHeader } from '@/components/layout/page-header';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { loadFirstStep, loadProduct, loadRetiring, loadSources, loadWritableTeams } from '@/lib/assets/loaders';
import { findingsHref } from '@/lib/findings/search-params';
import { SEVERITIES } from '@/lib/findings/severity';

type Props = { readonly params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await loadProduct((await params).slug);
  return { title: product?.name };
}

export default async function ProductPage({ params }: Props) {
  const product = await loadProduct((await params).slug);
  if (!product) notFound();
  const [t, format, sources, teams, step, retiring] = await Promise.all([
    getTranslations(),
    getFormatter(),
    loadSources({ team: [], product: [product.slug], state: null }),
    loadWritableTeams(),
    loadFirstStep(),
    loadRetiring(),
  ]);
  const { id, slug, name, description, team, tier, exposure, dataClass } = product;
  return (
    <div className="max-w-6xl">
      <Link href="/assets/products" className="rounded-sm text-muted text-xs leading-6 hover:text-text">
        {t('assets.title')} · {team.name}
      </Link>
      <PageHeader
        title={name}
        lead={description}
        actions={
          <>
            <WatchProduct productId={id} watching={product.watching} />
            {teams.length > 0 && (
              <ProductDialog
                teams={teams}
                product={{ id, name, description, teamId: team.id, tier, exposure, dataClass }}
                trigger={
                  <Button>
                    <Pencil aria-hidden />
                    {t('assets.product.change')}
                  </Button>
                }
              />
            )}
          </>
        }
      />
      <AttributeFacts tier={tier} exposure={exposure} dataClass={dataClass} />
      <p className="mb-2 text-lg">
        <Link
          href={findingsHref({ product: [slug] })}
          className="rounded-sm font-semibold underline-offset-3 hover:underline"
        >
          {t('assets.openCount', { count: product.openTotal })}
        </Link>
      </p>
      <ul className="mb-8 flex flex-wrap gap-x-6 gap-y-1">
        {[...SEVERITIES].reverse().map((severity) => (
          <li key={severity}>
            <Link
              href={findingsHref({ product: [slug], severity: [severity] })}
              prefetch={false}
              className="inline-flex items-center gap-1.5 rounded-sm leading-6 underline-offset-3 hover:underline"
            >
              <SeverityMark severity={severity} />
              <span className="text-muted">{t(`findings.severity.${severity}`)}</span>
              {format.number(product.open[severity])}
            </Link>
          </li>
        ))}
      </ul>
      <h2 className="mb-1 font-semibold text-lg">{t('assets.tabs.sources')}</h2>
      {sources.length > 0 ? (
        <SourceTable sources={sources} retiring={retiring} showProduct={false} />
      ) : (
        <EmptyState
          title={t('assets.noSources.title')}
          action={
            step === 'import' && (
              <LinkButton href={`/imports?product=${slug}`}>{t('assets.noSources.action')}</LinkButton>
            )
          }
        >
          {t('assets.noSources.detail')}
        </EmptyState>
      )}
    </div>
  );
}
