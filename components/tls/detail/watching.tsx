import { useTranslations } from 'next-intl';
import { Fact } from '@/components/findings/detail/section';
import { RelativeTime } from '@/components/ui/relative-time';
import { WEAKNESSES } from '@/lib/tls/facts';
import type { EndpointDetail } from '@/lib/tls/types';
import { WEAKNESS_NAMES } from '@/lib/tls/weakness-names';

/** How it is watched, and by whom. */
export function Watching({ endpoint }: { readonly endpoint: EndpointDetail }) {
  const t = useTranslations('tls.watching');
  const { owner, target, everyHours, warnDays, switchedOff, nextScanAt, createdAt } = endpoint;
  const off = WEAKNESSES.filter((id) => switchedOff.includes(id)).map((id) => WEAKNESS_NAMES[id]);
  return (
    <dl>
      <Fact name={t('owner')}>{owner?.name ?? t('nobody')}</Fact>
      <Fact name={t('target')}>{target}</Fact>
      <Fact name={t('schedule')}>
        {everyHours === null ? t('onDemand') : t('every', { hours: everyHours })}
        {nextScanAt && (
          <>
            {' · '}
            {t('next')} <RelativeTime at={nextScanAt} />
          </>
        )}
      </Fact>
      <Fact name={t('warn')}>{warnDays === null ? t('byLifetime') : t('days', { count: warnDays })}</Fact>
      <Fact name={t('off')}>{off.join(', ') || t('nothing')}</Fact>
      <Fact name={t('since')}>
        <RelativeTime at={createdAt} />
      </Fact>
    </dl>
  );
}
