import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { DocumentView } from '@/components/document/document-view';
import { DomainError } from '@/lib/core/errors';
import { LOCALE_NAMES, LOCALES } from '@/lib/core/i18n/locales';
import { requireIncidentNumber } from '@/lib/incidents/schema';
import { reviewDocument } from '@/lib/reviews/document';
import { loadPublication } from '@/lib/reviews/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reviews'))('title') };
}

type Props = { readonly params: Promise<{ readonly number: string; readonly version: string }> };

async function publicationOr404(number: string, version: string) {
  try {
    return await loadPublication(requireIncidentNumber(number), requireIncidentNumber(version));
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}

/** A review as it was published, and its PDF in each language. */
export default async function Page({ params }: Props) {
  const { number, version } = await params;
  const { published, sha256 } = await publicationOr404(number, version);
  const t = await getTranslations('reviews');
  const words = {
    t,
    incidents: await getTranslations('incidents'),
    format: await getFormatter(),
    locale: await getLocale(),
  };
  const file = `/api/incidents/${published.incident.number}/review/${published.number}/pdf`;
  return (
    <>
      <nav aria-label={t('pdf.files')} className="mb-4 flex flex-wrap gap-x-4 gap-y-1">
        {LOCALES.map((locale) => (
          <a
            key={locale}
            href={`${file}?language=${locale}`}
            download
            className="inline-flex min-h-6 items-center text-accent underline"
          >
            {t('pdf.file', { language: LOCALE_NAMES[locale] })}
          </a>
        ))}
      </nav>
      <DocumentView document={reviewDocument(published, sha256, words)} />
    </>
  );
}
