import {
  Ban,
  CheckCheck,
  CircleDashed,
  CircleDot,
  CircleSlash,
  Copy,
  Hammer,
  type LucideIcon,
  Scale,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { FindingStatus } from '@/lib/findings/types';

/** Each status has its own shape, so that it is never told by colour alone. */
const LOOKS: Readonly<Record<FindingStatus, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  open: { tone: 'neutral', icon: CircleDashed },
  confirmed: { tone: 'accent', icon: CircleDot },
  in_progress: { tone: 'accent', icon: Hammer },
  fixed: { tone: 'met', icon: CheckCheck },
  false_positive: { tone: 'unknown', icon: Ban },
  risk_accepted: { tone: 'partly', icon: Scale },
  out_of_scope: { tone: 'unknown', icon: CircleSlash },
  duplicate: { tone: 'unknown', icon: Copy },
};

export function StatusBadge({ status }: { readonly status: FindingStatus }) {
  const t = useTranslations('findings.status');
  const { tone, icon: Icon } = LOOKS[status];
  return (
    <Badge tone={tone} mark={<Icon />}>
      {t(status)}
    </Badge>
  );
}
