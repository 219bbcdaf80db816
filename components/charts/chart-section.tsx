import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

type Props = {
  readonly title: ReactNode;
  /** What the picture says, in a sentence. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  /** The same data as a table, for whoever cannot or will not read the picture. */
  readonly table?: ReactNode;
};

/** A picture with its heading, its sentence and the table behind it. */
export function ChartSection({ title, lead, children, table }: Props) {
  const t = useTranslations('ui');
  return (
    <section className="min-w-0">
      <h2 className="font-semibold text-lg">{title}</h2>
      {lead && <p className="mb-3 text-muted">{lead}</p>}
      {children}
      {table && (
        <details className="mt-2 text-muted">
          <summary className="inline-flex h-6 cursor-pointer items-center rounded-sm text-xs hover:text-text">
            {t('asTable')}
          </summary>
          <div className="mt-2 max-h-80 overflow-y-auto text-text">{table}</div>
        </details>
      )}
    </section>
  );
}
