import { useFormatter, useTranslations } from 'next-intl';
import type { FrameworkHead } from '@/lib/compliance/view-types';

/** Whose framework it is, under which terms, and where it came from. */
export function Provenance({ framework }: { readonly framework: FrameworkHead }) {
  const t = useTranslations('compliance.provenance');
  const format = useFormatter();
  const { version, issuer, licence, source, note, imported } = framework;
  const facts = [
    [t('version'), version],
    [t('issuer'), issuer],
    [t('licence'), licence],
    [t('source'), source],
    ...(imported
      ? [
          [t('file'), t('fileFacts', { name: imported.fileName, size: imported.size, oscal: imported.oscalVersion })],
          ['SHA-256', imported.sha256],
          [t('imported'), t('importedBy', { by: imported.by, at: format.dateTime(new Date(imported.at), 'exact') })],
          [t('withdrawn'), String(imported.withdrawn)],
        ]
      : []),
  ].filter(([, value]) => value !== '');
  return (
    <details className="mt-6 text-sm">
      <summary className="cursor-pointer text-muted">{t('title')}</summary>
      <dl className="mt-2 grid max-w-prose grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {note !== '' && (
        <p lang="en" className="mt-2 max-w-prose text-muted">
          {note}
        </p>
      )}
    </details>
  );
}
