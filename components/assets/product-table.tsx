import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { SeverityMark } from '@/components/findings/severity-mark';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import type { ProductRow } from '@/lib/assets/types';
import { findingsHref } from '@/lib/findings/search-params';

/** A phone shows what is open; sources have their own page. */
const DESK = 'hidden whitespace-nowrap sm:table-cell';
const LINK = 'rounded-sm leading-6 underline-offset-3 hover:underline';

/** The products of one team: what is open in each, and whether its sources still report. */
export function ProductTable({ team, products }: { readonly team: string; readonly products: readonly ProductRow[] }) {
  const t = useTranslations('assets');
  const format = useFormatter();
  return (
    <Table label={t('productsOf', { team })}>
      <thead>
        <tr>
          <Th>{t('columns.product')}</Th>
          <Th numeric>{t('columns.open')}</Th>
          <Th numeric>{t('columns.critical')}</Th>
          <Th numeric>{t('columns.high')}</Th>
          <Th className={DESK}>{t('columns.sources')}</Th>
          <Th className={DESK}>{t('columns.lastImport')}</Th>
        </tr>
      </thead>
      <tbody>
        {products.map(({ id, slug, name, open, openTotal, sources, silent, lastImportAt }) => (
          <tr key={id}>
            <Td className="w-1/3 max-w-64">
              <Link href={`/assets/products/${slug}`} prefetch={false} className={`block truncate font-medium ${LINK}`}>
                {name}
              </Link>
            </Td>
            <Td numeric>
              <Link href={findingsHref({ product: [slug] })} prefetch={false} className={LINK}>
                {format.number(openTotal)}
              </Link>
            </Td>
            {(['critical', 'high'] as const).map((severity) => (
              <Td key={severity} numeric>
                <Link
                  href={findingsHref({ product: [slug], severity: [severity] })}
                  prefetch={false}
                  className={`inline-flex items-center gap-1.5 ${LINK}`}
                >
                  {open[severity] > 0 && <SeverityMark severity={severity} />}
                  {format.number(open[severity])}
                </Link>
              </Td>
            ))}
            <Td className={DESK}>
              <Link href={`/assets/sources?product=${slug}`} prefetch={false} className={LINK}>
                {t('sourceCount', { count: sources })}
              </Link>
              {silent > 0 && (
                <span className="ml-2 text-partly-ink text-xs">{t('silentCount', { count: silent })}</span>
              )}
            </Td>
            <Td className={DESK}>
              {lastImportAt ? <RelativeTime at={lastImportAt} /> : <span className="text-muted">{t('never')}</span>}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
