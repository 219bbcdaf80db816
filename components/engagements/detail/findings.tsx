'use client';

import { Plus, Table as TableIcon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EnterDialog } from '@/components/engagements/detail/enter-dialog';
import { FindingTable } from '@/components/engagements/detail/finding-table';
import { TableDialog } from '@/components/engagements/detail/table-dialog';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import type { EngagementDetail } from '@/lib/engagements/types';
import { findingsHref } from '@/lib/findings/search-params';
import { FINDING_STATUSES } from '@/lib/findings/types';

const PARTS = ['open', 'verified', 'claimed', 'accepted', 'dismissed'] as const;

/** What the test found and what became of it. */
export function EngagementFindings({ engagement }: { readonly engagement: EngagementDetail }) {
  const t = useTranslations('engagements.detail');
  const { findings, sourceId } = engagement;
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
          <FindingTable engagement={engagement} />
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
