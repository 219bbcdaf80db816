import { useTranslations } from 'next-intl';
import type { EscalationView } from '@/lib/escalation/loaders';

/** Whose chain it is, in words. */
export function usePlaceName(places: EscalationView['places']): (id: string) => string {
  const t = useTranslations('escalation.places');
  return (id) => {
    const place = places.find((one) => one.id === id);
    return place === undefined ? t('unknown') : t(place.kind, { name: place.name });
  };
}
