import { useTranslations } from 'next-intl';
import { SeverityMark } from '@/components/findings/severity-mark';
import { Badge } from '@/components/ui/badge';
import type { SeverityName } from '@/lib/findings/severity';
import type { Priority } from '@/lib/incidents/types';

const LOOKS = { 1: 'critical', 2: 'high', 3: 'medium', 4: 'low' } as const satisfies Readonly<
  Record<Priority, SeverityName>
>;

/** The word on its colour, with its shape. */
export function PriorityBadge({ priority }: { readonly priority: Priority }) {
  const t = useTranslations('incidents');
  const look = LOOKS[priority];
  return (
    <Badge tone={look} mark={<SeverityMark severity={look} />}>
      {t('priority', { priority })}
    </Badge>
  );
}
