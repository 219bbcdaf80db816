'use client';

import { useQuery } from '@tanstack/react-query';
import { Radio } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { SenderDialog } from '@/components/events/sender-dialog';
import { ListStates } from '@/components/layout/list-states';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { sendersQuery } from '@/lib/events/queries';
import type { EventAddress } from '@/lib/events/search-params';
import type { SenderRow } from '@/lib/events/view-types';

const COLUMNS = ['sender', 'last', 'habit', 'day', 'events', 'refused'] as const;

/** Who sends, when last, and what of it could not be read. */
export function SenderList({ address }: { readonly address: EventAddress }) {
  const t = useTranslations('events.senders');
  const query = useQuery(sendersQuery(address));
  const senders = query.data ?? [];
  const empty = (
    <EmptyState icon={<Radio />} title={t('empty')}>
      {t('emptyLead')}
    </EmptyState>
  );
  return (
    <ListStates query={query} count={senders.length} empty={empty}>
      <Table label={t('label')} stacked>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <Th key={column}>{t(`columns.${column}`)}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {senders.map((sender) => (
            <Row key={sender.id} sender={sender} />
          ))}
        </tbody>
      </Table>
    </ListStates>
  );
}

function Row({ sender }: { readonly sender: SenderRow }) {
  const t = useTranslations('events.senders');
  const format = useFormatter();
  const { habitSeconds, habit } = sender;
  const [changing, setChanging] = useState(false);
  return (
    <tr className="align-top">
      <Td>
        <span className="wrap-anywhere font-medium">{sender.name}</span>
        <span className="block text-muted text-xs">{`${sender.shape} · ${sender.product.name}`}</span>
      </Td>
      <Td label={t('columns.last')}>
        <RelativeTime at={sender.lastReceivedAt} />
        {sender.silentSince !== null && <span className="block text-missed-ink text-xs">{t('silent')}</span>}
      </Td>
      <Td label={t('columns.habit')}>
        {habitSeconds === null
          ? t('learning')
          : habitSeconds === 0
            ? t('never')
            : t('minutes', { count: Math.ceil(habitSeconds / 60) })}
        {habit.timeZone !== null && <span className="block text-muted text-xs">{habit.timeZone}</span>}
        {sender.mayChange && (
          <Button size="sm" className="mt-1" onClick={() => setChanging(true)}>
            {t('changeButton')}
          </Button>
        )}
        {changing && <SenderDialog sender={sender} onClose={() => setChanging(false)} />}
      </Td>
      <Td label={t('columns.day')} className="tabular-nums">
        {format.number(sender.day)}
      </Td>
      <Td label={t('columns.events')} className="tabular-nums">
        {format.number(sender.events)}
        {sender.duplicates > 0 && (
          <span className="block text-muted text-xs">{t('duplicates', { count: sender.duplicates })}</span>
        )}
      </Td>
      <Td label={t('columns.refused')} className="min-w-56">
        {sender.refused === 0 ? <span className="text-muted">0</span> : <Refusals sender={sender} />}
      </Td>
    </tr>
  );
}

function Refusals({ sender: { refused, refusals } }: { readonly sender: SenderRow }) {
  const t = useTranslations('events');
  return (
    <details>
      <summary className="cursor-pointer text-partly-ink">{t('senders.refusedCount', { count: refused })}</summary>
      <ul className="mt-1 flex flex-col gap-2">
        {refusals.map(({ id, receivedAt, code, line, raw }) => (
          <li key={id}>
            <p className="text-xs">
              <RelativeTime at={receivedAt} />
              {` · ${t('senders.line', { line })} · ${t(`refusals.${code}`)}`}
            </p>
            <pre className="max-h-24 overflow-auto rounded bg-sunken p-1 font-mono text-xs">{raw.slice(0, 500)}</pre>
          </li>
        ))}
      </ul>
    </details>
  );
}
