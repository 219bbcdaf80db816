'use client';

import { Plus, Table as TableIcon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EnterDialog } from '@/components/engagements/detail/enter-dialog';
import { TableDialog } from '@/components/engagements/detail/table-dialog';
import { useDay } from '@/components/engagements/use-day';
import { Due } from '@/components/findings/due';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { StatusBadge } from '@/components/findings/status-badge';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { Table, Td, Th } from '@/components/ui/table';
import type { EngagementDetail, EngagementFinding } from '@/lib/engagements/types';
import { findingsHref } from '@/lib/findings/search-params';
import { severityName } from '@/lib/findings/severity';
import { FINDING_STATUSES } from '@/lib/findings/types';

const PARTS = ['open', 'verified', 'claimed', 'accepted', 'dismissed'] as const;

/** What the test found and what became of it. */
export function EngagementFindings({ engagement }: { readonly engagement: EngagementDetail }) {
  const t = useTranslations('engagements.detail');
  const { findings, list, sourceId } = engagement;
  return (
    <div className="flex flex-col gap-3">
      <Entries engagement={engagement} />
      {engagement.rights.enter && <EnterVerbs engagement={engagement} />}
      {findings.total === 0 ? (
        <p className="text-muted">
          {t('noFindings')} {engagement.rights.enter && t('noFindingsLead')}
        </p>
      ) : (
        <>
          <SettledBar engagement={engagement} />
          <FindingTable list={list} />
        </>
      )}
      {sourceId && (
        <p>
          <Link
            href={findingsHref({ source: [sourceId], status: [...FINDING_STATUSES] })}
            className="text-accent underline"
          >
            {t('showAll')}
          </Link>
        </p>
      )}
    </div>
  );
}

function EnterVerbs({ engagement }: { readonly engagement: EngagementDetail }) {
  const t = useTranslations('engagements.verbs');
  const [asked, setAsked] = useState<'enter' | 'csv' | null>(null);
  const close = () => setAsked(null);
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" onClick={() => setAsked('enter')}>
        <Plus aria-hidden />
        {t('enter')}
      </Button>
      <Button size="sm" onClick={() => setAsked('csv')}>
        <TableIcon aria-hidden />
        {t('csv')}
      </Button>
      {asked === 'enter' && <EnterDialog engagement={engagement} onClose={close} />}
      {asked === 'csv' && <TableDialog number={engagement.number} onClose={close} />}
    </div>
  );
}

/** How much of it is settled: fixed, accepted or dismissed. */
function SettledBar({ engagement: { findings } }: { readonly engagement: EngagementDetail }) {
  const t = useTranslations('engagements.detail');
  const { total, open } = findings;
  return (
    <div className="max-w-md">
      <Progress
        label={t('settled')}
        value={Math.round(((total - open) * 100) / total)}
        count={t('settledCount', { closed: total - open, total })}
      />
      <p className="mt-1 text-muted text-xs">
        {PARTS.flatMap((part) => (findings[part] > 0 ? [t(part, { count: findings[part] })] : [])).join(' · ')}
      </p>
    </div>
  );
}

/** What was entered and is on its way, or was refused. */
function Entries({ engagement: { entries } }: { readonly engagement: EngagementDetail }) {
  const t = useTranslations('engagements.detail');
  const failed = entries.filter(({ state }) => state === 'failed');
  const underWay = entries.some(({ state }) => state === 'under_way');
  return (
    <>
      <p role="status" className={underWay ? 'text-muted' : 'sr-only'}>
        {underWay && t('underWay')}
      </p>
      {failed.map(({ importId }) => (
        <p key={importId} className="text-missed-ink">
          {t('refused')}{' '}
          <Link href={`/imports/${importId}`} className="underline">
            {t('refusedLink')}
          </Link>
        </p>
      ))}
    </>
  );
}

function FindingTable({ list }: { readonly list: readonly EngagementFinding[] }) {
  const t = useTranslations('engagements.detail');
  return (
    <Table label={t('findings')} stacked>
      <thead>
        <tr>
          <Th>{t('severity')}</Th>
          <Th>{t('finding')}</Th>
          <Th>{t('status')}</Th>
          <Th>{t('assignee')}</Th>
          <Th>{t('due')}</Th>
          <Th>{t('lastRetest')}</Th>
        </tr>
      </thead>
      <tbody>
        {list.map((finding) => (
          <FindingLine key={finding.id} finding={finding} />
        ))}
      </tbody>
    </Table>
  );
}

function FindingLine({ finding }: { readonly finding: EngagementFinding }) {
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
    </tr>
  );
}
