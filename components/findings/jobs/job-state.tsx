import { Ban, Check, CircleDashed, LoaderCircle, type LucideIcon, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Progress } from '@/components/ui/progress';
import type { Tone } from '@/components/ui/tone';
import { isUnderWay } from '@/lib/findings/queries';
import type { BulkJobView } from '@/lib/findings/types';

const LOOK: Readonly<Record<BulkJobView['state'], readonly [Tone, LucideIcon]>> = {
  queued: ['neutral', CircleDashed],
  running: ['accent', LoaderCircle],
  done: ['met', Check],
  failed: ['missed', X],
  cancelled: ['unknown', Ban],
};

/** How far a job is: a bar with the count while it runs, a badge when it is over. */
export function JobState({ job }: { readonly job: BulkJobView }) {
  const t = useTranslations('findings.jobs');
  const { state, stopping, done, total, error } = job;
  const name = stopping ? t('stopping') : t(`state.${state}`);
  if (isUnderWay(job)) {
    const value = total === null || total === 0 ? null : (done / total) * 100;
    return <Progress label={name} value={value} count={total === null ? t('counting') : t('count', { done, total })} />;
  }
  const [tone, Icon] = LOOK[state];
  return (
    <>
      <Badge tone={tone} mark={<Icon />}>
        {name}
      </Badge>
      {state === 'cancelled' && total !== null && (
        <p className="mt-0.5 text-muted text-xs">{t('count', { done, total })}</p>
      )}
      {state === 'failed' && (
        <p className="mt-0.5 text-muted text-xs">{error === 'forbidden' ? t('lostRights') : t('broken')}</p>
      )}
    </>
  );
}
