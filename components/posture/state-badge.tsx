import { CircleAlert, CircleCheck, CircleQuestionMark, CircleX, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { State } from '@/lib/safeguards/types';

/** Each state has its own shape, so that it is never told by colour alone. */
export const STATE_ICONS: Readonly<Record<State, LucideIcon>> = {
  met: CircleCheck,
  partly: CircleAlert,
  missed: CircleX,
  unknown: CircleQuestionMark,
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
