'use client';

import { Radio } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EventTime } from '@/components/events/event-time';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { NothingMatches, PagedList } from '@/components/layout/list-states';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, Td, Th } from '@/components/ui/table';
import type { EventPage, EventRow } from '@/lib/events/view-types';
import { severityName } from '@/lib/findings/severity';

type Query = Parameters<typeof PagedList<EventRow>>[0]['query'];

type Props = {
  readonly query: Query & { readonly data?: { readonly pages: readonly EventPage[] } };
  readonly utc: boolean;
  readonly filtered: boolean;
  readonly onOpen: (ref: string) => void;
  readonly onClear: () => void;
};

const COLUMNS = ['time', 'severity', 'what', 'who', 'where'] as const;

/** The events in the list's five states, the newest first. */
export function EventList({ query, utc, filtered, onOpen, onClear }: Props) {
  const t = useTranslations('events');
  return (
    <PagedList query={query} empty={<NoEvents filtered={filtered} onClear={onClear} />}>
      {(rows) => (
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
              <Row key={row.ref} row={row} utc={utc} onOpen={onOpen} />
            ))}
          </tbody>
        </Table>
      )}
    </PagedList>
  );
}

function NoEvents({ filtered, onClear }: Pick<Props, 'filtered' | 'onClear'>) {
  const t = useTranslations('events.empty');
  if (filtered) return <NothingMatches title={t('filtered')} onClear={onClear} />;
  return (
    <EmptyState icon={<Radio />} title={t('title')}>
      {t('lead')}
    </EmptyState>
  );
}

/** From the widest place to the narrowest: `cluster-a / shop / web-1`. */
function whereOf({ cluster, namespace, pod, host, container, targetAddress }: EventRow): string {
  const inside = [cluster, namespace, pod].filter(Boolean).join(' / ');
  return inside || host || container || targetAddress;
}

function Row({
  row,
  utc,
  onOpen,
}: {
  readonly row: EventRow;
  readonly utc: boolean;
  readonly onOpen: Props['onOpen'];
}) {
  const t = useTranslations('events');
  return (
    <tr className="align-top">
      <Td className="font-mono text-xs">
        <EventTime time={row.time} utc={utc} said={row.timeSaid} />
        {row.timeSaid !== '' && <span className="block text-partly-ink">{t('timeDoubtful')}</span>}
      </Td>
      <Td>
        <SeverityBadge severity={severityName(row.severity)} />
      </Td>
      <Td className="min-w-48">
        <button
          type="button"
          className="wrap-anywhere text-left font-medium hover:underline"
          onClick={() => onOpen(row.ref)}
        >
          {row.name}
        </button>
        {row.message !== '' && <p className="line-clamp-2 wrap-anywhere text-muted text-xs">{row.message}</p>}
      </Td>
      <Td label={t('columns.who')} className="min-w-40 wrap-anywhere">
        {row.actor}
        {row.sourceAddress !== '' && <span className="block text-muted text-xs">{row.sourceAddress}</span>}
      </Td>
      <Td label={t('columns.where')} className="min-w-40 wrap-anywhere">
        {whereOf(row)}
        <span className="block text-muted text-xs">{`${row.sender.shape} · ${row.sender.name}`}</span>
      </Td>
    </tr>
  );
}
