import { TriangleAlert } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { Posture } from '@/lib/safeguards/view-types';

/** Says that nobody has judged promises for a while, so that nothing below is known to be true. */
export function StalePosture({
  posture: { stale, judgedAt },
}: {
  readonly posture: Pick<Posture, 'judgedAt' | 'stale'>;
}) {
  const t = useTranslations('posture.stale');
  const format = useFormatter();
  if (!stale) return null;
  return (
    <p role="status" className="mb-4 flex items-start gap-2 rounded-md bg-unknown-soft px-3 py-2 text-unknown-ink">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {judgedAt === null ? t('never') : t('since', { at: format.dateTime(new Date(judgedAt), 'short') })}
    </p>
  );
}
