import { useTranslations } from 'next-intl';
import type { ImportWarning } from '@/lib/imports/types';

const KNOWN = [
  'equal_records',
  'older_report',
  'partial_report',
  'archive_split',
  'nul_removed',
  'surrogate_replaced',
  'text_cut',
  'not_security',
  'passed',
  'resolved',
  'suppressed',
  'scanner_error',
  'unknown_field',
  'unreachable',
] as const;

/** What an import left out or mended, in sentences. */
export function Warnings({ warnings }: { readonly warnings: readonly ImportWarning[] }) {
  const t = useTranslations('imports');
  if (warnings.length === 0) return null;
  return (
    <section className="mb-6">
      <h2 className="mb-1 font-semibold text-lg">{t('detail.warnings')}</h2>
      <ul className="list-disc pl-5">
        {warnings.map(({ code, count, example }) => (
          <li key={code} className="break-words">
            {t(`warning.${KNOWN.find((known) => known === code) ?? 'other'}`, { code, count, example })}
          </li>
        ))}
      </ul>
    </section>
  );
}
