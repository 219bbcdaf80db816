import { useTranslations } from 'next-intl';
import { LOCALE_NAMES, LOCALES } from '@/lib/core/i18n/locales';
import { reportFile } from '@/lib/reports/place';

/** The same report as a file, in each language. */
export function ReportFiles({ number }: { readonly number: number }) {
  const t = useTranslations('reports');
  return (
    <nav aria-label={t('files')} className="my-3 flex flex-wrap gap-x-4 gap-y-1 print:hidden">
      {LOCALES.map((locale) => (
        <a
          key={locale}
          href={reportFile(number, locale)}
          download
          className="inline-flex min-h-6 items-center text-accent underline"
        >
          {t('file', { language: LOCALE_NAMES[locale] })}
        </a>
      ))}
    </nav>
  );
}
