import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { EndpointRow } from '@/lib/tls/types';

/** Whether the endpoint meets its target; not known is neither. */
export function TargetState({
  row: { target, targetMet },
}: {
  readonly row: Pick<EndpointRow, 'target' | 'targetMet'>;
}) {
  const t = useTranslations('tls.targetState');
  if (targetMet === null) {
    return (
      <Badge tone="unknown" mark={<CircleHelp />}>
        {t('unknown', { target })}
      </Badge>
    );
  }
  return (
    <Badge tone={targetMet ? 'met' : 'missed'} mark={targetMet ? <CircleCheck /> : <CircleX />}>
      {targetMet ? t('met', { target }) : t('missed', { target })}
    </Badge>
  );
}
