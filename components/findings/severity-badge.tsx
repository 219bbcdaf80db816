import { useTranslations } from 'next-intl';
import { SeverityMark } from '@/components/findings/severity-mark';
import { Badge } from '@/components/ui/badge';
import type { SeverityName } from '@/lib/findings/severity';

/** The word on its colour, with its shape. */
export function SeverityBadge({ severity }: { readonly severity: SeverityName }) {
  const t = useTranslations('findings.severity');
  return (
    <Badge tone={severity} mark={<SeverityMark severity={severity} />}>
      {t(severity)}
    </Badge>
  );
}
