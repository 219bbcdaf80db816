import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { isLocale } from '@/lib/core/i18n/locales';
import type { Safeguard } from '@/lib/safeguards/catalogue-schema';
import type { Reason } from '@/lib/safeguards/types';

/** What the catalogue says, in the reader's language. */
export function useCatalogueWords(): (words: Safeguard['promise']) => string {
  const locale = useLocale();
  return (words) => words[isLocale(locale) ? locale : 'en'];
}

/** A reason as a sentence; instants in the reader's zone. */
export function useReasonText(): (reason: Reason) => string {
  const t = useTranslations('posture.reasons');
  const format = useFormatter();
  return ({ code, params }) => {
    const shown = Object.entries(params).map(([name, value]) => [
      name,
      name.endsWith('At') ? format.dateTime(new Date(value), 'day') : value,
    ]);
    return t(code, { ...BLANK, ...Object.fromEntries(shown) });
  };
}

/** What sentences may ask for and a reason does not say. */
const BLANK = { n: 0, met: 0, partly: 0, missed: 0, unknown: 0, idle: 0, excepted: 0, by: '', untilAt: '' };
