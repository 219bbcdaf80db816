import { CircleCheck, CircleDashed, CircleSlash } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SourceNameText } from '@/components/imports/source-name';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import type { Tone } from '@/components/ui/tone';
import type { SourceState } from '@/lib/assets/rules';
import type { SourceRow } from '@/lib/assets/types';
import { findingsHref } from '@/lib/findings/search-params';
import { FINDING_STATUSES } from '@/lib/findings/types';

const STATES: Readonly<Record<SourceState, { tone: Tone; mark: ReactNode }>> = {
  fresh: { tone: 'met', mark: <CircleCheck /> },
  silent: { tone: 'partly', mark: <CircleSlash /> },
  never: { tone: 'unknown', mark: <CircleDashed /> },
};

type Props = { readonly sources: readonly SourceRow[]; readonly showProduct?: boolean };

/** Sources with what they owe: a source that fell silent is shown as silent, never as good. */
export function SourceTable({ sources, showProduct = true }: Props) {
  const t = useTranslations('assets');
  return (
    <Table label={t('tabs.sources')} stacked>
      <thead>
        <tr>
          <Th>{t('columns.source')}</Th>
          {showProduct && <Th>{t('columns.product')}</Th>}
          <Th>{t('columns.state')}</Th>
          <Th>{t('columns.lastImport')}</Th>
          <Th>{t('columns.lastScan')}</Th>
          <Th>{t('columns.expected')}</Th>
        </tr>
      </thead>
      <tbody>
        {sources.map(({ id, product, state, lastImportAt, lastScanAt, expectEveryHours, imageRef, ...source }) => (
          <tr key={id}>
            <Td className="max-w-80">
              <Link
                href={findingsHref({ source: [id], status: [...FINDING_STATUSES] })}
                prefetch={false}
                className="block rounded-sm leading-6 underline-offset-3 hover:underline"
              >
                <SourceNameText source={source} />
              </Link>
              {imageRef !== '' && imageRef !== source.image && (
                <p className="truncate text-muted text-xs">{t('lastImage', { image: imageRef })}</p>
              )}
            </Td>
            {showProduct && (
              <Td label={t('columns.product')} className="max-w-48">
                <Link
                  href={`/assets/products/${product.slug}`}
                  prefetch={false}
                  className="block truncate rounded-sm leading-6 underline-offset-3 hover:underline @max-2xl:inline"
                >
                  {product.name}
                </Link>
              </Td>
            )}
            <Td label={t('columns.state')}>
              <Badge tone={STATES[state].tone} mark={STATES[state].mark}>
                {t(`states.${state}`)}
              </Badge>
            </Td>
            <Td label={t('columns.lastImport')}>
              {lastImportAt ? <RelativeTime at={lastImportAt} /> : <span className="text-muted">{t('never')}</span>}
            </Td>
            <Td label={t('columns.lastScan')}>
              {lastScanAt ? <RelativeTime at={lastScanAt} /> : <span className="text-muted">{t('never')}</span>}
            </Td>
            <Td label={t('columns.expected')} className="whitespace-nowrap text-muted">
              {t('every', { hours: expectEveryHours })}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
