'use client';

import { Pencil } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CorrectDialog } from '@/components/engagements/detail/correct-dialog';
import { useDay } from '@/components/engagements/use-day';
import { Due } from '@/components/findings/due';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { StatusBadge } from '@/components/findings/status-badge';
import { Button } from '@/components/ui/button';
import { Table, Td, Th } from '@/components/ui/table';
import type { EngagementDetail, EngagementFinding } from '@/lib/engagements/types';
import { severityName } from '@/lib/findings/severity';

/** The worst open ones first; what was entered of one can be corrected while the test is worked on. */
export function FindingTable({ engagement }: { readonly engagement: EngagementDetail }) {
  const t = useTranslations('engagements.detail');
  const [corrected, setCorrected] = useState<EngagementFinding | null>(null);
  const { number, list, rights, sourceId } = engagement;
  return (
    <>
      <Table label={t('findings')} stacked>
        <thead>
          <tr>
            <Th>{t('severity')}</Th>
            <Th>{t('finding')}</Th>
            <Th>{t('status')}</Th>
            <Th>{t('assignee')}</Th>
            <Th>{t('due')}</Th>
            <Th>{t('lastRetest')}</Th>
            {rights.enter && (
              <Th>
                <span className="sr-only">{t('correct')}</span>
              </Th>
            )}
          </tr>
        </thead>
        <tbody>
          {list.map((finding) => (
            <FindingLine
              key={finding.id}
              finding={finding}
              onCorrect={rights.enter ? () => setCorrected(finding) : null}
            />
          ))}
        </tbody>
      </Table>
      {corrected && sourceId && (
        <CorrectDialog number={number} sourceId={sourceId} finding={corrected} onClose={() => setCorrected(null)} />
      )}
    </>
  );
}

type LineProps = { readonly finding: EngagementFinding; readonly onCorrect: (() => void) | null };

function FindingLine({ finding, onCorrect }: LineProps) {
  const t = useTranslations('engagements');
  const day = useDay();
  const { id, title, location, severity, status, assignee, dueAt, retest } = finding;
  return (
    <tr className="align-top" data-finding={id}>
      <Td>
        <SeverityBadge severity={severityName(severity)} />
      </Td>
      <Td className="min-w-48">
        <Link href={`/findings/${id}`} prefetch={false} className="font-medium wrap-anywhere hover:underline">
          {title}
        </Link>
        {location && <p className="text-muted text-xs wrap-anywhere">{location}</p>}
      </Td>
      <Td label={t('detail.status')}>
        <StatusBadge status={status} />
      </Td>
      <Td label={t('detail.assignee')}>{assignee?.name ?? '–'}</Td>
      <Td label={t('detail.due')}>
        <Due finding={{ dueAt, slaPausedAt: null, status }} />
      </Td>
      <Td label={t('detail.lastRetest')}>
        {retest ? t('detail.retestedOn', { outcome: t(`outcomes.${retest.outcome}`), on: day(retest.on) }) : '–'}
        {retest?.note && <p className="text-muted text-xs wrap-anywhere">{retest.note}</p>}
      </Td>
      {onCorrect && (
        <Td className="text-right">
          <Button variant="ghost" size="sm" aria-label={t('correct.one', { title })} onClick={onCorrect}>
            <Pencil aria-hidden />
            <span className="hidden @max-2xl:inline">{t('detail.correct')}</span>
          </Button>
        </Td>
      )}
    </tr>
  );
}
