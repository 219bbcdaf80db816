'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Sightings } from '@/components/findings/detail/sightings';
import { SourceNameText } from '@/components/imports/source-name';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { engagementNumber } from '@/lib/engagements/rules';
import { rawQuery } from '@/lib/findings/queries';
import type { Evidence } from '@/lib/findings/types';
import { ENGAGEMENT_SCANNER } from '@/lib/imports/engagement-source';

/** Which sources report it, since when, until when; the scanner's own record on demand. */
export function EvidenceList({ id, evidence }: { readonly id: number; readonly evidence: readonly Evidence[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {evidence.map((one) => (
        <EvidenceItem key={one.sourceId} id={id} evidence={one} />
      ))}
    </ul>
  );
}

function EvidenceItem({ id, evidence }: { readonly id: number; readonly evidence: Evidence }) {
  const t = useTranslations('findings.detail');
  const [shown, setShown] = useState(false);
  const { present, unreached, occurrences, scannerId } = evidence;
  // What testers found stands until they look again: their test says how it is.
  const engagement = evidence.scanner === ENGAGEMENT_SCANNER ? engagementNumber(evidence.target) : null;
  return (
    <li>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <SourceNameText source={evidence} />
        {engagement === null ? (
          <Badge tone={present ? 'neutral' : 'met'}>{present ? t('present') : t('gone')}</Badge>
        ) : (
          <Link href={`/engagements/${engagement}`} prefetch={false} className="text-accent underline">
            {t('engagement')}
          </Link>
        )}
        {unreached && <Badge tone="partly">{t('unreached')}</Badge>}
        {occurrences > 1 && <span className="text-muted text-xs">{t('occurrences', { count: occurrences })}</span>}
      </div>
      <p className="mt-0.5 flex flex-wrap gap-x-3 text-muted text-xs">
        <span>
          {t('firstSeen')} <RelativeTime at={evidence.firstSeenAt} /> (
          <Link href={`/imports/${evidence.firstImportId}`} className="underline">
            {t('firstImport')}
          </Link>
          )
        </span>
        <span>
          {t('lastSeen')} <RelativeTime at={evidence.lastSeenAt} /> (
          <Link href={`/imports/${evidence.lastImportId}`} className="underline">
            {t('lastImport')}
          </Link>
          )
        </span>
        {scannerId && (
          <span>
            {t('scannerId')} <code className="font-mono">{scannerId}</code>
          </span>
        )}
      </p>
      <Sightings sightings={evidence.sightings} />
      <Button size="sm" variant="ghost" className="-ml-2" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {t('raw')}
      </Button>
      {shown && <Raw id={id} sourceId={evidence.sourceId} />}
    </li>
  );
}

function Raw({ id, sourceId }: { readonly id: number; readonly sourceId: string }) {
  const t = useTranslations('errorState');
  const { data, isError } = useQuery(rawQuery(id, sourceId));
  if (isError) return <p role="alert">{t('title')}</p>;
  if (!data) return <Skeleton className="h-24" />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <pre tabIndex={0} className="max-h-96 overflow-auto rounded-md bg-sunken p-2 font-mono text-xs">
      {pretty(data.raw)}
    </pre>
  );
}

function pretty(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}
