import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ChartSection } from '@/components/charts/chart-section';
import { SeverityMark } from '@/components/findings/severity-mark';
import { FigureLink } from '@/components/overview/figure-link';
import { cn } from '@/components/ui/cn';
import { Table, Td, Th } from '@/components/ui/table';
import type { SeverityName } from '@/lib/findings/severity';
import { SEVERITIES_DOWN } from '@/lib/overview/rules';
import type { ProductBar } from '@/lib/overview/types';

const SHOWN = 10;
/** A phone shows the urgent ones and the sum. */
const onDesk = (severity: SeverityName) => (severity === 'low' || severity === 'info') && 'hidden sm:table-cell';

/** Where it is: products by urgency, a bar for the eye and every number as a link. */
export function ProductBars({ products }: { readonly products: readonly ProductBar[] }) {
  const t = useTranslations();
  const shown = products.slice(0, SHOWN);
  const most = Math.max(1, ...shown.map(({ open }) => open.n));
  return (
    <ChartSection title={t('overview.products.title')} lead={t('overview.products.lead')}>
      <Table label={t('overview.products.title')}>
        <thead>
          <tr>
            <Th>{t('overview.products.product')}</Th>
            <Th aria-hidden className="hidden w-2/5 sm:table-cell" />
            {SEVERITIES_DOWN.map((severity) => (
              <Th key={severity} numeric className={cn(onDesk(severity))}>
                <span className="inline-flex items-center gap-1">
                  <SeverityMark severity={severity} />
                  <span className="sr-only">{t(`findings.severity.${severity}`)}</span>
                </span>
              </Th>
            ))}
            <Th numeric>{t('overview.all')}</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((product) => (
            <tr key={product.slug}>
              <Td className="max-w-48">
                <Link
                  prefetch={false}
                  href={`/assets/products/${product.slug}`}
                  className="block truncate rounded-sm underline-offset-3 hover:underline"
                >
                  {product.name}
                </Link>
              </Td>
              <Td aria-hidden className="hidden sm:table-cell">
                <Bar product={product} most={most} />
              </Td>
              {SEVERITIES_DOWN.map((severity) => (
                <Td key={severity} numeric className={cn(onDesk(severity))}>
                  <Cell product={product} severity={severity} />
                </Td>
              ))}
              <Td numeric className="font-medium">
                <FigureLink figure={product.open} inCell />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {products.length > SHOWN && (
        <Link
          href="/assets/products"
          className="mt-2 inline-block rounded-sm text-muted text-xs leading-6 hover:text-text"
        >
          {t('overview.products.more', { count: products.length - SHOWN })}
        </Link>
      )}
    </ChartSection>
  );
}

function Cell({ product, severity }: { readonly product: ProductBar; readonly severity: SeverityName }) {
  const figure = product.severities[severity];
  if (figure.n === 0) return <span className="text-muted">{'0'}</span>;
  return <FigureLink figure={figure} inCell />;
}

function Bar({ product, most }: { readonly product: ProductBar; readonly most: number }) {
  return (
    <span className="flex h-3 gap-px" style={{ width: `${Math.max(1, (product.open.n / most) * 100)}%` }}>
      {SEVERITIES_DOWN.filter((severity) => product.severities[severity].n > 0).map((severity) => (
        <span
          key={severity}
          className="min-w-0.5"
          style={{ flexGrow: product.severities[severity].n, background: `var(--${severity})` }}
        />
      ))}
    </span>
  );
}
