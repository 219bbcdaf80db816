import { KeyRound } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { EndNow } from '@/components/elevations/end-now';
import type { Elevated } from '@/lib/core/context';
import { ELEVATABLE } from '@/lib/elevations/rules';

/** Says on every page which rights are held for a while and until when, with a way to end it. */
export function ElevationBanner({ elevations }: { readonly elevations: readonly Elevated[] }) {
  const t = useTranslations('elevations');
  const format = useFormatter();
  return elevations.map(({ id, permissions, endsAt }) => (
    <aside
      key={id}
      aria-label={t('bannerLabel')}
      className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-accent-soft px-4 py-1 text-center text-xs"
    >
      <span className="inline-flex items-center gap-2">
        <KeyRound aria-hidden className="size-3.5 shrink-0" />
        {t('banner', {
          at: format.dateTime(endsAt, 'time'),
          rights: ELEVATABLE.filter((one) => permissions.includes(one))
            .map((one) => t(`names.${one}`))
            .join(', '),
        })}
      </span>
      <EndNow id={id} endsAt={endsAt.getTime()}>
        {t('bannerEnd')}
      </EndNow>
    </aside>
  ));
}
