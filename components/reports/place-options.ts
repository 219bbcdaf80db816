import { useTranslations } from 'next-intl';
import type { ReportPlaces } from '@/lib/reports/data/places';

/** The whole organisation among the slugs of teams: no slug is empty. */
export const WHOLE = '*';

/** What a report can be about, to choose from. */
export function usePlaceOptions({ whole, teams }: ReportPlaces) {
  const t = useTranslations('reports.place');
  return [
    ...(whole ? [{ value: WHOLE, label: t('whole') }] : []),
    ...teams.map(({ slug, name }) => ({ value: slug, label: t('team', { name }) })),
  ];
}
