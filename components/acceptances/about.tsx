import { useTranslations } from 'next-intl';
import type { AcceptanceRow } from '@/lib/acceptances/types';
import { severityName } from '@/lib/findings/severity';

type About = Pick<AcceptanceRow, 'scope' | 'packageName' | 'ruleId' | 'ceiling' | 'exploited'>;

/** What it is about, in words: "Package openssl". */
export function useAbout(): (about: About) => string {
  const t = useTranslations('acceptances.about');
  return ({ scope, packageName, ruleId }) => t(scope, { name: packageName ?? ruleId ?? '' });
}

/** How far it goes: "up to High, known exploited too". */
export function Limits({ about: { ceiling, exploited } }: { readonly about: About }) {
  const t = useTranslations('acceptances');
  const severity = useTranslations('findings.severity');
  const limit = t('limit', { severity: severity(severityName(ceiling)) });
  return <span className="text-muted text-xs">{exploited ? `${limit}, ${t('exploited')}` : limit}</span>;
}
