'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ChartSection } from '@/components/charts/chart-section';
import { GroupedBars } from '@/components/charts/grouped-bars';
import type { Series } from '@/components/charts/series';
import { Table, Td, Th } from '@/components/ui/table';
import type { Remediation } from '@/lib/figures/types';
import { SEVERITIES_DOWN } from '@/lib/overview/rules';
import type { BySeverity } from '@/lib/overview/types';

export type Column<K extends string> = Series<K> & { readonly of: (fixes: Remediation) => number | null };

type Props<K extends string> = {
  readonly title: string;
  readonly lead: ReactNode;
  readonly severities: BySeverity<Remediation>;
  /** What is drawn. */
  readonly columns: readonly Column<K>[];
  /** Stands in the table only. */
  readonly more?: readonly { readonly label: string; readonly of: (fixes: Remediation) => string }[];
};

/** Amounts by severity, most urgent first; the table says of how many fixes. Severities without a fix are not drawn. */
export function SeverityBars<K extends string>({ title, lead, severities, columns, more = [] }: Props<K>) {
  const t = useTranslations();
  const format = useFormatter();
  const fixed = SEVERITIES_DOWN.filter((severity) => severities[severity].fixed > 0);
  const valuesOf = (fixes: Remediation) =>
    Object.fromEntries(columns.map(({ key, of }) => [key, of(fixes) ?? 0])) as Record<K, number>;
  const shown = (value: number | null) =>
    value === null ? t('figures.notKnown') : format.number(value, { maximumFractionDigits: 1 });
  return (
    <ChartSection
      title={title}
      lead={lead}
      table={
        fixed.length > 0 && (
          <Table label={title}>
            <thead>
              <tr>
                <Th>{t('overview.ages.severity')}</Th>
                <Th numeric>{t('figures.fixes')}</Th>
                {columns.map(({ key, label }) => (
                  <Th key={key} numeric>
                    {label}
                  </Th>
                ))}
                {more.map(({ label }) => (
                  <Th key={label} numeric>
                    {label}
                  </Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {SEVERITIES_DOWN.map((severity) => (
                <tr key={severity}>
                  <Td>{t(`findings.severity.${severity}`)}</Td>
                  <Td numeric>{format.number(severities[severity].fixed)}</Td>
                  {columns.map(({ key, of }) => (
                    <Td key={key} numeric>
                      {shown(of(severities[severity]))}
                    </Td>
                  ))}
                  {more.map(({ label, of }) => (
                    <Td key={label} numeric>
                      {of(severities[severity])}
                    </Td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        )
      }
    >
      {fixed.length > 0 && (
        <GroupedBars
          label={title}
          series={columns}
          points={fixed.map((severity) => ({
            label: t(`findings.severity.${severity}`),
            ...valuesOf(severities[severity]),
          }))}
        />
      )}
    </ChartSection>
  );
}
