'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CoverageBadge } from '@/components/assets/inventory/coverage-badge';
import { NothingMatches, PagedList } from '@/components/layout/list-states';
import { GradeBadge } from '@/components/tls/grade-badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import type { InventoryAddress } from '@/lib/assets/inventory-address';
import { assetsQuery } from '@/lib/assets/inventory-queries';
import type { AssetRow } from '@/lib/assets/inventory-types';
import { findingsHref } from '@/lib/findings/search-params';
import { isLetter } from '@/lib/tls/rules';

type Props = {
  readonly address: InventoryAddress;
  readonly filtered: boolean;
  readonly first: ReactNode;
  readonly onClear: () => void;
};

/** The assets in the list's five states. */
export function AssetList({ address, filtered, first, onClear }: Props) {
  const t = useTranslations('inventory.empty');
  const list = useInfiniteQuery(assetsQuery(address));
  return (
    <PagedList query={list} empty={filtered ? <NothingMatches title={t('filtered')} onClear={onClear} /> : first}>
      {(rows) => <Rows rows={rows} />}
    </PagedList>
  );
}

const COLUMNS = ['asset', 'scan', 'edr', 'backup', 'tls', 'attributes', 'open', 'seen'] as const;

function Rows({ rows }: { readonly rows: readonly AssetRow[] }) {
  const t = useTranslations('inventory');
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Th key={column} numeric={column === 'open'}>
              {t(`columns.${column}`)}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ row }: { readonly row: AssetRow }) {
  const t = useTranslations('inventory');
  const { id, kind, name, others, product, coverage, scannedAt, tlsLetter, lastSeenAt } = row;
  return (
    <tr className="align-top" data-asset={name}>
      <Td className="min-w-52">
        <Link href={`/assets/${id}`} prefetch={false} className="wrap-anywhere font-medium hover:underline">
          {name}
        </Link>
        <p className="wrap-anywhere text-muted text-xs">
          {t(`kinds.${kind}`)} · {product.name}
          {others.length > 0 && <> · {t('others', { names: others.join(', ') })}</>}
        </p>
      </Td>
      <Td label={t('columns.scan')}>
        <CoverageBadge of="scan" state={coverage.scan} />
        {scannedAt && (
          <span className="block text-muted text-xs">
            <RelativeTime at={scannedAt} />
          </span>
        )}
      </Td>
      <Td label={t('columns.edr')}>
        <CoverageBadge of="edr" state={coverage.edr} />
      </Td>
      <Td label={t('columns.backup')}>
        <CoverageBadge of="backup" state={coverage.backup} />
      </Td>
      <Td label={t('columns.tls')} className="whitespace-nowrap">
        <span className="inline-flex items-center gap-1.5">
          {isLetter(tlsLetter) && <GradeBadge letter={tlsLetter} />}
          <CoverageBadge of="tls" state={coverage.tls} />
        </span>
      </Td>
      <Td label={t('columns.attributes')} className="text-xs">
        <Attributes row={row} />
      </Td>
      <Td label={t('columns.open')} numeric className="tabular-nums">
        <OpenCount row={row} />
      </Td>
      <Td label={t('columns.seen')} className="whitespace-nowrap">
        <RelativeTime at={lastSeenAt} />
      </Td>
    </tr>
  );
}

function Attributes({ row: { tier, exposure, dataClass } }: { readonly row: AssetRow }) {
  const t = useTranslations('inventory');
  const words = useTranslations('assets.attributes');
  const known = [
    tier && t('tier', { tier }),
    exposure && words(`exposures.${exposure}`),
    dataClass && words(`dataClasses.${dataClass}`),
  ].filter((word) => word !== null);
  if (known.length === 0) return <span className="text-unknown-ink">{words('unknown')}</span>;
  return known.join(', ');
}

function OpenCount({ row: { id, open } }: { readonly row: AssetRow }) {
  const t = useTranslations('inventory');
  if (open.n === 0) return <span className="text-muted">0</span>;
  return (
    <Link href={findingsHref({ asset: id })} prefetch={false} className="hover:underline">
      {open.exact ? open.n : t('more', { count: open.n })}
    </Link>
  );
}
