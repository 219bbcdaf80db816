'use client';

import { KeyRound } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useElevationWords } from '@/components/elevations/use-words';
import { ElevationVerbs } from '@/components/elevations/verbs';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, Td, Th } from '@/components/ui/table';
import type { ElevationView } from '@/lib/elevations/types';

const COLUMNS = ['who', 'rights', 'state', 'when', 'why', 'decided', 'actions'] as const;
const TONES = { requested: 'partly', active: 'accent' } as const;

/** Who asked for which rights, who gave them, until when; what waits for the reader stands first. */
export function ElevationRegister({ rows }: { readonly rows: readonly ElevationView[] }) {
  const t = useTranslations('elevations');
  if (rows.length === 0) {
    return (
      <EmptyState icon={<KeyRound />} title={t('none')}>
        {t('noneHint')}
      </EmptyState>
    );
  }
  return (
    <Table label={t('registerTitle')} stacked>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Th key={column}>
              <span className={column === 'actions' ? 'sr-only' : undefined}>{t(`columns.${column}`)}</span>
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

function Row({ row }: { readonly row: ElevationView }) {
  const t = useTranslations('elevations');
  const format = useFormatter();
  const words = useElevationWords();
  const at = (instant: string) => format.dateTime(new Date(instant), 'exact');
  const { state, breakGlass, place, startsAt, until, review, reviewBy, decider, decisionNote, ticket } = row;
  const tone = state === 'requested' || state === 'active' ? TONES[state] : 'neutral';
  return (
    <tr>
      <Td className="font-medium">{row.requester}</Td>
      <Td label={t('columns.rights')}>
        {words.rights(row.permissions)}
        {place !== null && <span className="block text-muted text-xs">{t('place', { place })}</span>}
      </Td>
      <Td label={t('columns.state')}>
        <span className="inline-flex flex-wrap gap-1">
          <Badge tone={tone}>{t(`states.${state}`)}</Badge>
          {breakGlass && <Badge tone="missed">{t('emergency')}</Badge>}
        </span>
      </Td>
      <Td label={t('columns.when')}>
        {startsAt !== null && until !== null ? (
          <>
            {at(startsAt)}
            <span className="block text-muted text-xs">{t('until', { at: at(until) })}</span>
          </>
        ) : (
          <>
            {words.duration(row.minutes)}
            <span className="block text-muted text-xs">{t('askedAt', { at: at(row.requestedAt) })}</span>
          </>
        )}
      </Td>
      <Td label={t('columns.why')} className="max-w-80 wrap-anywhere">
        {row.reason}
        {ticket !== '' && <span className="block text-muted text-xs">{ticket}</span>}
      </Td>
      <Td label={t('columns.decided')} className="max-w-72 wrap-anywhere">
        {decider !== null && t('by', { name: decider })}
        {decisionNote !== '' && <span className="block text-muted text-xs">{decisionNote}</span>}
        {review && (
          <>
            {t(review.justified ? 'reviewedYes' : 'reviewedNo', { name: review.by })}
            <span className="block text-muted text-xs">{review.note}</span>
          </>
        )}
        {reviewBy !== null && t('reviewDue', { at: at(reviewBy) })}
      </Td>
      <Td className="text-right @max-2xl:text-left">
        <ElevationVerbs row={row} />
      </Td>
    </tr>
  );
}
