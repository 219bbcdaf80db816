'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { REPORT_ERROR_CODES } from '@/lib/imports/reading/errors';
import type { ImportError } from '@/lib/imports/types';

const CODES = [...REPORT_ERROR_CODES, 'unexpected'] as const;

/** What went wrong in a report, and what to do. */
function useWords({ code, params = {} }: ImportError) {
  const t = useTranslations('importErrors');
  const known = CODES.find((one) => one === code) ?? 'unexpected';
  return { title: t(`${known}.title`, params), remedy: t(`${known}.remedy`, params) };
}

export function FailureTitle({ error }: { readonly error: ImportError }) {
  return <span className="text-missed-ink">{useWords(error).title}</span>;
}

function usePlace({ entry, path, line, column, offset }: ImportError): string[] {
  const t = useTranslations('imports.place');
  return [
    ...(entry === undefined ? [] : [t('entry', { entry })]),
    ...(line === undefined ? [] : [column === undefined ? t('line', { line }) : t('lineColumn', { line, column })]),
    ...(offset === undefined ? [] : [t('offset', { offset })]),
    ...(path === undefined || path === '' ? [] : [t('path', { path })]),
  ];
}

export function Failure({ error }: { readonly error: ImportError }) {
  const t = useTranslations('imports');
  const { title, remedy } = useWords(error);
  const place = usePlace(error);
  return (
    <section role="alert" className="mb-6 rounded-md border border-missed bg-missed-soft px-4 py-3">
      <h2 className="font-semibold text-lg">{title}</h2>
      {place.length > 0 && <p className="mt-1 font-mono text-sm break-all">{place.join(' · ')}</p>}
      <p className="mt-1 max-w-prose">{remedy}</p>
      {error.code === 'unknown_format' && (
        <p className="mt-1">
          <Link href="/imports/how#formats" className="inline-block py-0.5 underline">
            {t('formatsLink')}
          </Link>
        </p>
      )}
      <p className="mt-1 text-sm">{t('nothingChanged')}</p>
    </section>
  );
}
