import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ChartSection } from '@/components/charts/chart-section';
import { SeverityMark } from '@/components/findings/severity-mark';
import { FigureLink } from '@/components/overview/figure-link';
import { cn } from '@/components/ui/cn';
import { Table, Th } from '@/components/ui/table';
import { AGE_NAMES } from '@/lib/findings/search-params';
import { SEVERITIES_DOWN } from '@/lib/overview/rules';
import type { Ages } from '@/lib/overview/types';

/** The strongest tint; text on it stays readable in both themes. */
const STRONGEST = 38;

type Props = { readonly ages: Ages; readonly lead: ReactNode };

/** How long open findings have been known, by severity: the darker, the more. Of a past day no number is a link. */
export function AgeMap({ ages, lead }: Props) {
  const t = useTranslations();
  const format = useFormatter();
  const all = AGE_NAMES.flatMap((age) => SEVERITIES_DOWN.map((severity) => ages[age][severity].n));
  const most = Math.max(1, ...all);
  return (
    <ChartSection title={t('overview.ages.title')} lead={lead}>
      <Table label={t('overview.ages.title')} className="table-fixed border-separate border-spacing-0.5">
        <thead>
          <tr>
            <Th className="w-24 border-0">{t('overview.ages.severity')}</Th>
            {AGE_NAMES.map((age) => (
              <Th key={age} numeric className="border-0 px-1 whitespace-normal">
                {t(`findings.age.${age}`)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SEVERITIES_DOWN.map((severity) => (
            <tr key={severity}>
              <th scope="row" className="text-left font-normal">
                <span className="inline-flex items-center gap-1.5">
                  <SeverityMark severity={severity} />
                  {t(`findings.severity.${severity}`)}
                </span>
              </th>
              {AGE_NAMES.map((age) => {
                const { filter, ...count } = ages[age][severity];
                const strength = count.n === 0 ? 0 : 8 + (STRONGEST - 8) * Math.sqrt(count.n / most);
                return (
                  <td
                    key={age}
                    className="h-row rounded-sm bg-sunken p-0 text-right"
                    style={
                      strength > 0
                        ? {
                            background: `color-mix(in srgb, var(--${severity}) ${strength.toFixed(1)}%, var(--surface))`,
                          }
                        : undefined
                    }
                  >
                    {count.n > 0 && filter ? (
                      <FigureLink
                        figure={{ ...count, filter }}
                        className="flex size-full items-center justify-end px-2"
                      />
                    ) : (
                      <span className={cn('px-2', count.n === 0 && 'text-muted')}>{format.number(count.n)}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
    </ChartSection>
  );
}
