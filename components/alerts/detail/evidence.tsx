'use client';

import { Braces } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { EntityChips } from '@/components/alerts/entity-chips';
import { EventDialog } from '@/components/events/event-dialog';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { Button } from '@/components/ui/button';
import { Table, Td, Th } from '@/components/ui/table';
import type { AlertDetail, AlertEvidence } from '@/lib/alerts/types';
import { refOf } from '@/lib/events/ref';
import { severityName } from '@/lib/findings/severity';

/** The events that the alert rests on, newest first, each with its record on demand. */
export function AlertEvidenceTable({ alert }: { readonly alert: AlertDetail }) {
  const t = useTranslations('alerts.evidence');
  const detail = useTranslations('alerts.detail');
  const [open, setOpen] = useState<AlertEvidence | null>(null);
  const { title, evidence, rights } = alert;
  if (evidence.length === 0) return <p className="text-muted">{t('none')}</p>;
  return (
    <>
      <Table label={`${detail('evidence')}: ${title}`} stacked>
        <thead>
          <tr>
            <Th>{t('time')}</Th>
            <Th>{t('event')}</Th>
            <Th>{t('where')}</Th>
            <Th>
              <span className="sr-only">{t('raw')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {evidence.map((event) => (
            <EventLine
              key={`${event.class}.${event.id}.${event.at}`}
              event={event}
              onOpen={rights.readRecord ? () => setOpen(event) : null}
            />
          ))}
        </tbody>
      </Table>
      {open && <EventDialog open={refOf(open)} utc={false} onClose={() => setOpen(null)} />}
    </>
  );
}

type LineProps = { readonly event: AlertEvidence; readonly onOpen: (() => void) | null };

function EventLine({ event: { at, kept }, onOpen }: LineProps) {
  const t = useTranslations('alerts.evidence');
  const format = useFormatter();
  const time = format.dateTime(new Date(at), 'instant');
  return (
    <tr className="align-top">
      <Td className="whitespace-nowrap tabular-nums">
        <time dateTime={at}>{time}</time>
      </Td>
      {kept === null ? (
        <Td colSpan={3} className="text-muted">
          {t('notKept')}
        </Td>
      ) : (
        <>
          <Td className="min-w-48">
            <span className="flex flex-wrap items-center gap-1.5">
              <SeverityBadge severity={severityName(kept.severity)} />
              <span className="wrap-anywhere">{kept.name}</span>
            </span>
            {kept.message !== kept.name && (
              <p className="line-clamp-3 text-muted text-xs wrap-anywhere">{kept.message}</p>
            )}
          </Td>
          <Td label={t('where')} className="max-w-sm min-w-40">
            <EntityChips entity={kept.places} />
          </Td>
          <Td className="text-right">
            {onOpen && (
              <Button size="icon" variant="ghost" aria-label={t('showOne', { time })} onClick={onOpen}>
                <Braces aria-hidden />
              </Button>
            )}
          </Td>
        </>
      )}
    </tr>
  );
}
