import { BellRing, CircleCheck, type LucideIcon, UserCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { AlertLine, AlertStateName } from '@/lib/alerts/types';

/** Each state has its own shape, so that it is never told by colour alone. */
const LOOKS: Readonly<Record<AlertStateName, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  open: { tone: 'missed', icon: BellRing },
  acknowledged: { tone: 'accent', icon: UserCheck },
  closed: { tone: 'neutral', icon: CircleCheck },
};

export function AlertStateBadge({ state, verdict }: Pick<AlertLine, 'state' | 'verdict'>) {
  const t = useTranslations('alerts');
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <Badge tone={tone} mark={<Icon />}>
      {state === 'closed' && verdict ? t(`verdicts.${verdict}`) : t(`states.${state}`)}
    </Badge>
  );
}
