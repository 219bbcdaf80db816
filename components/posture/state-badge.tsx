import {
  CircleAlert,
  CircleCheck,
  CircleMinus,
  CircleQuestionMark,
  CircleSlash2,
  CircleX,
  type LucideIcon,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { standingOf } from '@/lib/safeguards/score';
import type { Standing, State } from '@/lib/safeguards/types';
import type { PostureRow } from '@/lib/safeguards/view-types';

/** Each state has its own shape, so that it is never told by colour alone. */
export const STATE_ICONS: Readonly<Record<Standing, LucideIcon>> = {
  met: CircleCheck,
  partly: CircleAlert,
  missed: CircleX,
  unknown: CircleQuestionMark,
  excepted: CircleSlash2,
  idle: CircleMinus,
};

export function StateBadge({ state }: { readonly state: State }) {
  const t = useTranslations('posture.states');
  const Icon = STATE_ICONS[state];
  return (
    <Badge tone={state} mark={<Icon />}>
      {t(state)}
    </Badge>
  );
}

/** Where a promise stands: its state and whether it is excepted, or that there was nothing to judge by. */
export function StandingBadges(row: Pick<PostureRow, 'state' | 'counts' | 'excepted'>) {
  const t = useTranslations('posture.states');
  const standing = standingOf(row);
  if (standing === 'idle') return <Badge mark={<CircleMinus />}>{t('idle')}</Badge>;
  return (
    <>
      <StateBadge state={row.state} />
      {row.excepted && <Badge mark={<CircleSlash2 />}>{t('excepted')}</Badge>}
    </>
  );
}
