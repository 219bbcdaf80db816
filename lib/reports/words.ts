import { createFormatter, createTranslator, type useFormatter, type useTranslations } from 'next-intl';
import { formats } from '@/lib/core/datetime';
import type { Locale } from '@/lib/core/i18n/locales';
import { loadMessages } from '@/lib/core/i18n/messages';

/** Everything that a report is written with; names of states and areas are those of their own pages. */
export type ReportWords = {
  readonly t: ReturnType<typeof useTranslations<'reports'>>;
  readonly posture: ReturnType<typeof useTranslations<'posture'>>;
  readonly findings: ReturnType<typeof useTranslations<'findings'>>;
  readonly backups: ReturnType<typeof useTranslations<'backups'>>;
  readonly compliance: ReturnType<typeof useTranslations<'compliance'>>;
  readonly acceptances: ReturnType<typeof useTranslations<'acceptances'>>;
  readonly format: ReturnType<typeof useFormatter>;
  readonly locale: Locale;
};

/** The words of a language, times in a zone: for pages, files and mails alike. */
export async function reportWords(locale: Locale, timeZone: string, now: Date): Promise<ReportWords> {
  const messages = await loadMessages(locale);
  const words = { locale, messages, timeZone };
  return {
    t: createTranslator({ ...words, namespace: 'reports' }),
    posture: createTranslator({ ...words, namespace: 'posture' }),
    findings: createTranslator({ ...words, namespace: 'findings' }),
    backups: createTranslator({ ...words, namespace: 'backups' }),
    compliance: createTranslator({ ...words, namespace: 'compliance' }),
    acceptances: createTranslator({ ...words, namespace: 'acceptances' }),
    format: createFormatter({ locale, timeZone, formats, now }),
    locale,
  };
}
