import { CalendarClock, CircleCheck, FileText, type LucideIcon, Play, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { EngagementRow, EngagementStateName } from '@/lib/engagements/types';

/** Each state has its own shape, so that it is never told by colour alone. */
const LOOKS: Readonly<Record<EngagementStateName, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  planned: { tone: 'neutral', icon: CalendarClock },
  under_way: { tone: 'accent', icon: Play },
  reported: { tone: 'partly', icon: FileText },
  retest_due: { tone: 'partly', icon: RotateCcw },
  closed: { tone: 'met', icon: CircleCheck },
};

export function EngagementStateBadge({ state, overdue }: Pick<EngagementRow, 'state' | 'overdue'>) {
  const t = useTranslations('engagements.states');
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <Badge tone={overdue ? 'missed' : tone} mark={<Icon />}>
      {t(state)}
    </Badge>
  );
}
