import { useTranslations } from 'next-intl';
import type { Corresponding } from '@/lib/compliance/catalogue';

/** What another publisher says that a control corresponds to, with the publisher's terms. */
export function Correspondence({ rows }: { readonly rows: readonly Corresponding[] }) {
  const t = useTranslations('compliance.corresponds');
  const [first] = rows;
  if (!first) return null;
  return (
    <>
      <h2 className="mt-6 mb-2 font-semibold text-lg">{t('title')}</h2>
      <ul className="flex flex-col gap-1">
        {rows.map(({ relationship, targets }) => (
          <li key={targets.join(' ')}>
            {t(relationship)} <span className="font-mono text-xs wrap-anywhere">{targets.join(', ')}</span>
          </li>
        ))}
      </ul>
      <p className="mt-1 max-w-prose text-muted text-xs wrap-anywhere">
        {t('source', { issuer: first.issuer, source: first.source, licence: first.licence })}
      </p>
    </>
  );
}
