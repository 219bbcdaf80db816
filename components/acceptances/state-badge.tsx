import { Ban, CircleCheck, Clock, Hourglass, type LucideIcon, RefreshCw, Undo2, XCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { AcceptanceStateName } from '@/lib/acceptances/types';

/** Each state has its own shape, so that it is never told by colour alone. */
const LOOKS: Readonly<Record<AcceptanceStateName, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  requested: { tone: 'accent', icon: Hourglass },
  approved: { tone: 'partly', icon: CircleCheck },
  rejected: { tone: 'unknown', icon: XCircle },
  withdrawn: { tone: 'unknown', icon: Undo2 },
  expired: { tone: 'missed', icon: Clock },
  revoked: { tone: 'missed', icon: Ban },
  replaced: { tone: 'neutral', icon: RefreshCw },
};

export function AcceptanceStateBadge({ state }: { readonly state: AcceptanceStateName }) {
  const t = useTranslations('acceptances.states');
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <Badge tone={tone} mark={<Icon />}>
      {t(state)}
    </Badge>
  );
}
