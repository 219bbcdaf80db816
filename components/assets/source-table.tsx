import { Archive, CircleCheck, CircleDashed, CircleSlash } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RetireSource } from '@/components/assets/retire-source';
import { SourceNameText } from '@/components/imports/source-name';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import type { Tone } from '@/components/ui/tone';
import type { SourceState } from '@/lib/assets/rules';
import type { SourceRow } from '@/lib/assets/types';
import { findingsHref } from '@/lib/findings/search-params';
import { FINDING_STATUSES } from '@/lib/findings/types';
import { keptBy } from '@/lib/imports/own-source';

const STATES: Readonly<Record<SourceState, { tone: Tone; mark: ReactNode }>> = {
  fresh: { tone: 'met', mark: <CircleCheck /> },
  silent: { tone: 'partly', mark: <CircleSlash /> },
  never: { tone: 'unknown', mark: <CircleDashed /> },
  retired: { tone: 'neutral', mark: <Archive /> },
};

type Props = {
  readonly sources: readonly SourceRow[];
  /** Products whose sources the reader may declare gone. */
  readonly retiring: 'all' | readonly string[];
  readonly showProduct?: boolean;
};

/** Sources with what they owe: a source that fell silent is shown as silent, never as good. */
export function SourceTable({ sources, retiring, showProduct = true }: Props) {
  const t = useTranslations('assets');
  const mayRetire = (row: SourceRow) =>
    row.state !== 'retired' && keptBy(row) === null && (retiring === 'all' || retiring.includes(row.product.id));
  const verbs = sources.some(mayRetire);
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
          {verbs && (
            <Th>
              <span className="sr-only">{t('retire.verb')}</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {sources.map((row) => {
          const { id, product, state, lastImportAt, lastScanAt, expectEveryHours, imageRef, ...source } = row;
          return (
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
                {row.retiredAt && (
                  <p className="max-w-56 text-muted text-xs wrap-anywhere">
                    {t('retire.said', { name: row.retiredBy, note: row.retiredNote })}
                  </p>
                )}
              </Td>
              <Td label={t('columns.lastImport')}>
                {lastImportAt ? <RelativeTime at={lastImportAt} /> : <span className="text-muted">{t('never')}</span>}
              </Td>
              <Td label={t('columns.lastScan')}>
                {lastScanAt ? <RelativeTime at={lastScanAt} /> : <span className="text-muted">{t('never')}</span>}
              </Td>
              <Td label={t('columns.expected')} className="whitespace-nowrap text-muted">
                {row.retiredAt === null && expectEveryHours > 0 ? t('every', { hours: expectEveryHours }) : '–'}
              </Td>
              {verbs && <Td className="text-right">{mayRetire(row) && <RetireSource source={row} />}</Td>}
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
