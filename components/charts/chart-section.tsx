import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

type Props = {
  readonly title: ReactNode;
  readonly heading?: 'h2' | 'h4';
  /** What the picture says, in a sentence. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  /** The same data as a table, for whoever cannot or will not read the picture. */
  readonly table?: ReactNode;
};

/** A picture with its heading, its sentence and the table behind it. */
export function ChartSection({ title, heading: Heading = 'h2', lead, children, table }: Props) {
  const t = useTranslations('ui');
  return (
    <section className="min-w-0">
      <Heading className={Heading === 'h2' ? 'font-semibold text-lg' : 'mb-1 font-medium'}>{title}</Heading>
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
