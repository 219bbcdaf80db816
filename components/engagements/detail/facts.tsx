import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useDay, useDays } from '@/components/engagements/use-day';
import { Fact } from '@/components/findings/detail/section';
import { RelativeTime } from '@/components/ui/relative-time';
import type { EngagementDetail } from '@/lib/engagements/types';

/** Who tested what, when and how, and how far it is. */
export function EngagementFacts({ engagement }: { readonly engagement: EngagementDetail }) {
  const t = useTranslations('engagements');
  const day = useDay();
  const days = useDays();
  const { product, kind, performer, company, testers, startsOn, endsOn, method, owner, reportedAt } = engagement;
  const { retestDueOn, overdue, inScope, outOfScope } = engagement;
  const none = t('detail.none');
  return (
    <dl>
      <Fact name={t('detail.product')}>
        <Link href={`/assets/products/${product.slug}`} className="text-accent underline">
          {product.name}
        </Link>
      </Fact>
      <Fact name={t('detail.dates')}>{days(startsOn, endsOn)}</Fact>
      <Fact name={t('detail.performer')}>{t('by', { performer, company })}</Fact>
      <Fact name={t('detail.testers')}>{testers.join(', ') || none}</Fact>
      <Fact name={t('detail.kind')}>{t(`kinds.${kind}`)}</Fact>
      <Fact name={t('detail.method')}>{method || none}</Fact>
      <Fact name={t('detail.reported')}>{reportedAt ? <RelativeTime at={reportedAt} /> : t('detail.unreported')}</Fact>
      {retestDueOn && (
        <Fact name={t('detail.retest')}>{t('retestOn', { overdue: String(overdue), on: day(retestDueOn) })}</Fact>
      )}
      <Fact name={t('detail.owner')}>{owner.name}</Fact>
      <Fact name={t('detail.inScope')}>
        <span className="whitespace-pre-wrap">{inScope}</span>
      </Fact>
      <Fact name={t('detail.outOfScope')}>
        <span className="whitespace-pre-wrap">{outOfScope || none}</span>
      </Fact>
    </dl>
  );
}
