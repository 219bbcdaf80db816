'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { AcknowledgeButton } from '@/components/incidents/acknowledge-button';
import { ClockBadge } from '@/components/incidents/clock-badge';
import { usePlace } from '@/components/incidents/list/use-place';
import { PriorityBadge } from '@/components/incidents/priority-badge';
import { useServerNow } from '@/components/incidents/use-server-now';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { incidentName } from '@/lib/incidents/priority';
import type { IncidentRow } from '@/lib/incidents/view-types';

const COLUMNS = ['priority', 'incident', 'clock', 'phase', 'has', 'declared'] as const;

type Props = {
  readonly rows: readonly IncidentRow[];
  /** The server's time, as the last answer had it. */
  readonly now: string;
};

/** The incidents, each with the clock that is due first. */
export function IncidentRows({ rows, now: told }: Props) {
  const t = useTranslations('incidents');
  const now = useServerNow(told);
  const active = usePlace(rows);
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
          <Row key={row.id} row={row} now={now} active={active === row.id} />
        ))}
      </tbody>
    </Table>
  );
}

type RowProps = { readonly row: IncidentRow; readonly now: Date; readonly active: boolean };

function Row({ row, now, active }: RowProps) {
  const t = useTranslations('incidents');
  const { id, number, title, priority, kind, product, alerts, phase, outcome, closedAt, commander, clock } = row;
  return (
    <tr data-incident={id} data-active={active || undefined} className="align-top data-active:bg-hover">
      <Td className="whitespace-nowrap">
        <PriorityBadge priority={priority} />
      </Td>
      <Td className="min-w-56 @max-2xl:w-full">
        <Link
          href={`/incidents/${number}`}
          prefetch={false}
          data-row-link
          className="font-medium wrap-anywhere hover:underline"
        >
          {title}
        </Link>{' '}
        {row.exercise && <Badge tone="accent">{t('exercise')}</Badge>}
        <p className="text-muted text-xs">
          {[incidentName(number), t(`kinds.${kind}`), product.name, t('alerts', { count: alerts })].join(' · ')}
        </p>
      </Td>
      <Td label={t('columns.clock')}>{clock ? <ClockBadge clock={clock} now={now} /> : '–'}</Td>
      <Td label={t('columns.phase')}>{closedAt && outcome ? t(`outcomes.${outcome}`) : t(`phases.${phase}`)}</Td>
      <Td label={t('columns.has')}>{row.mayTake ? <AcknowledgeButton incident={row} /> : (commander ?? '–')}</Td>
      <Td label={t('columns.declared')}>
        <RelativeTime at={row.declaredAt} />
      </Td>
    </tr>
  );
}
