import { useTranslations } from 'next-intl';

const HOUR = 60;

/** A promised time in the largest unit that says it exactly: minutes, hours. */
export function usePromise(): (minutes: number) => string {
  const t = useTranslations('incidents.policy');
  return (minutes) => (minutes % HOUR === 0 ? t('hours', { count: minutes / HOUR }) : t('minutes', { count: minutes }));
}
