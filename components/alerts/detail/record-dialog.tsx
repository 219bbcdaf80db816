'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { RawRecord } from '@/components/events/raw-record';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { recordQuery } from '@/lib/alerts/queries';
import type { AlertEvidence } from '@/lib/alerts/types';

type Props = { readonly number: number; readonly event: AlertEvidence; readonly onClose: () => void };

/** What its sender wrote: indented for reading, copied as it came. */
export function RecordDialog({ number, event, onClose }: Props) {
  const t = useTranslations('alerts');
  const { data, isError, refetch } = useQuery(recordQuery(number, event));
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('evidence.title')}
      description={t('evidence.lead')}
      className="w-[min(56rem,calc(100vw-2rem))]"
    >
      {isError && <ErrorState onRetry={() => void refetch()} />}
      {!data && !isError && <SkeletonRows rows={4} />}
      {data && <RawRecord raw={data.raw} />}
    </Dialog>
  );
}
