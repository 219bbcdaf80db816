'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { LockKeyhole, RefreshCw } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { NothingMatches, PagedList } from '@/components/layout/list-states';
import { ActiveScanLine } from '@/components/tls/active-scan';
import { GradeBadge, GradeTrend } from '@/components/tls/grade-badge';
import { TargetState } from '@/components/tls/target-state';
import { useTlsVerb } from '@/components/tls/use-tls-verb';
import { Why } from '@/components/tls/why';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { askScansAction } from '@/lib/tls/actions';
import { VERSIONS } from '@/lib/tls/facts';
import { endpointsQuery } from '@/lib/tls/queries';
import type { EndpointAddress } from '@/lib/tls/search-params';
import type { EndpointRow } from '@/lib/tls/types';
import { VERSION_NAMES } from '@/lib/tls/versions';

type Props = {
  readonly address: EndpointAddress;
  readonly filtered: boolean;
  readonly mayScan: boolean;
  readonly onClear: () => void;
};

/** The endpoints in the list's five states. */
export function EndpointList({ address, filtered, mayScan, onClear }: Props) {
  const list = useInfiniteQuery(endpointsQuery(address));
  return (
    <PagedList
      query={list}
      empty={<NoRows filtered={filtered} onClear={onClear} />}
      verbs={(rows) => mayScan && <ScanShown rows={rows} />}
    >
      {(rows) => <Rows rows={rows} mayScan={mayScan} />}
    </PagedList>
  );
}

export function NoRows({ filtered, onClear }: Pick<Props, 'filtered' | 'onClear'>) {
  const t = useTranslations('tls');
  if (filtered) {
    return <NothingMatches title={t('empty.filtered')} onClear={onClear} />;
  }
  return (
    <EmptyState icon={<LockKeyhole />} title={t('empty.first')}>
      {t('empty.firstLead')}
    </EmptyState>
  );
}

function ScanShown({ rows }: { readonly rows: readonly EndpointRow[] }) {
  const t = useTranslations('tls');
  const { give, busy } = useTlsVerb();
  const ids = rows.filter(({ active }) => active === null).map(({ id }) => id);
  if (ids.length === 0) return null;
  return (
    <Button busy={busy} onClick={() => void give(() => askScansAction({ ids }), t('toast.asked'))}>
      <RefreshCw aria-hidden />
      {t('scanShown', { count: ids.length })}
    </Button>
  );
}

const COLUMNS = ['grade', 'endpoint', 'target', 'expiry', 'protocols', 'scan', 'changes'] as const;

function Rows({ rows, mayScan }: { readonly rows: readonly EndpointRow[]; readonly mayScan: boolean }) {
  const t = useTranslations('tls');
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Th key={column}>{t(`columns.${column}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} mayScan={mayScan} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ row, mayScan }: { readonly row: EndpointRow; readonly mayScan: boolean }) {
  const t = useTranslations('tls');
  const { id, name, product, letter, trend, protocols, changes, worse } = row;
  return (
    <tr className="align-top" data-endpoint={name}>
      <Td className="whitespace-nowrap">
        <span className="inline-flex items-center gap-2">
          <GradeBadge letter={letter} />
          <GradeTrend trend={trend} />
        </span>
      </Td>
      <Td className="min-w-44">
        <Link href={`/tls/${id}`} prefetch={false} className="wrap-anywhere font-medium hover:underline">
          {name}
        </Link>
        <p className="text-muted text-xs">{product.name}</p>
      </Td>
      <Td label={t('columns.target')}>
        <TargetState row={row} />
      </Td>
      <Td label={t('columns.expiry')}>
        <Expiry row={row} />
      </Td>
      <Td label={t('columns.protocols')} className="min-w-28">
        {VERSIONS.filter((version) => protocols.includes(version))
          .map((version) => VERSION_NAMES[version])
          .join(', ')}
      </Td>
      <Td label={t('columns.scan')} className="min-w-40">
        <LastScan row={row} mayScan={mayScan} />
      </Td>
      <Td label={t('columns.changes')}>
        {changes > 0 && (
          <Link href={`/tls/${id}#history`} prefetch={false} className="hover:underline">
            {worse > 0 ? t('changesWorse', { changes, worse }) : t('changes', { changes })}
          </Link>
        )}
      </Td>
    </tr>
  );
}

function Expiry({ row: { expiresAt, expiryDue } }: { readonly row: EndpointRow }) {
  const t = useTranslations('tls');
  if (expiresAt === null) return <span className="text-muted">{t('notKnown')}</span>;
  return (
    <span className={expiryDue ? 'font-medium text-missed-ink' : undefined}>
      <RelativeTime at={expiresAt} />
      {expiryDue && <span className="block text-xs">{t('expiryDue')}</span>}
    </span>
  );
}

function LastScan({ row, mayScan }: { readonly row: EndpointRow; readonly mayScan: boolean }) {
  const t = useTranslations('tls');
  const { give, busy } = useTlsVerb();
  const { id, name, lastScanAt, why, active } = row;
  if (active) return <ActiveScanLine active={active} mayCancel={mayScan} />;
  return (
    <span className="flex items-start justify-between gap-2">
      <span>
        {lastScanAt ? <RelativeTime at={lastScanAt} /> : <span className="text-muted">{t('neverScanned')}</span>}
        {why !== null && (
          <span className="block text-unknown-ink text-xs">
            <Why why={why} />
          </span>
        )}
      </span>
      {mayScan && (
        <Button
          size="icon"
          variant="ghost"
          className="-my-1.5"
          busy={busy}
          aria-label={t('scanNowOf', { name })}
          onClick={() => void give(() => askScansAction({ ids: [id] }), t('toast.asked'))}
        >
          <RefreshCw aria-hidden />
        </Button>
      )}
    </span>
  );
}
