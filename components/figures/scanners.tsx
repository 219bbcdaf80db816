import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { ChartSection } from '@/components/charts/chart-section';
import { withScope } from '@/components/layout/scope-state';
import { FigureLink } from '@/components/overview/figure-link';
import { Table, Td, Th } from '@/components/ui/table';
import type { FiguresFilter, ScanGaps, ScannerFigure } from '@/lib/figures/types';
import { FINDING_STATUSES } from '@/lib/findings/types';

function Bar({ share }: { readonly share: number }) {
  return <span className="block h-3 bg-accent" style={{ width: `${share * 100}%` }} />;
}

type FalseProps = { readonly scanners: readonly ScannerFigure[]; readonly filter: FiguresFilter };

/** Which scanners people contradict: a share of all that each of them found. */
export function FalsePositives({ scanners, filter }: FalseProps) {
  const t = useTranslations('figures.falsePositives');
  const format = useFormatter();
  const of = (scanner: string) => ({ team: [...filter.team], product: [...filter.product], scanner: [scanner] });
  const marked = scanners.reduce((sum, { falsePositive }) => sum + falsePositive, 0);
  const all = scanners.reduce((sum, one) => sum + one.all, 0);
  return (
    <ChartSection title={t('title')} lead={t('lead', { marked, all })}>
      {scanners.length > 0 && (
        <Table label={t('title')}>
          <thead>
            <tr>
              <Th>{t('scanner')}</Th>
              <Th aria-hidden className="w-1/3" />
              <Th numeric>{t('share')}</Th>
              <Th numeric>{t('marked')}</Th>
              <Th numeric>{t('found')}</Th>
            </tr>
          </thead>
          <tbody>
            {scanners.map(({ scanner, all: found, falsePositive }) => (
              <tr key={scanner}>
                <Td>{scanner}</Td>
                <Td aria-hidden>
                  <Bar share={falsePositive / found} />
                </Td>
                <Td numeric>{format.number(falsePositive / found, 'percent')}</Td>
                <Td numeric>
                  <FigureLink
                    figure={{ n: falsePositive, exact: true, filter: { ...of(scanner), status: ['false_positive'] } }}
                    inCell
                  />
                </Td>
                <Td numeric>
                  <FigureLink
                    figure={{ n: found, exact: true, filter: { ...of(scanner), status: [...FINDING_STATUSES] } }}
                    inCell
                  />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </ChartSection>
  );
}

type GapProps = { readonly gaps: ScanGaps; readonly filter: FiguresFilter };
const GAPS = ['week', 'month', 'quarter', 'never'] as const;

/** What nobody has looked at for long: silence is not good news. */
export function ScanGapsFigure({ gaps, filter }: GapProps) {
  const t = useTranslations('figures.gaps');
  const format = useFormatter();
  return (
    <ChartSection
      title={t('title')}
      lead={
        <>
          {t('lead', { sources: gaps.sources, month: gaps.month, never: gaps.never })}{' '}
          <Link
            href={withScope('/assets/sources', filter.team, filter.product)}
            prefetch={false}
            className="rounded-sm underline underline-offset-3"
          >
            {t('list')}
          </Link>
        </>
      }
    >
      {gaps.sources > 0 && (
        <Table label={t('title')}>
          <thead>
            <tr>
              <Th>{t('since')}</Th>
              <Th aria-hidden className="w-1/2" />
              <Th numeric>{t('sources')}</Th>
            </tr>
          </thead>
          <tbody>
            {GAPS.map((gap) => (
              <tr key={gap}>
                <Td>{t(gap)}</Td>
                <Td aria-hidden>
                  <Bar share={gaps[gap] / gaps.sources} />
                </Td>
                <Td numeric>{format.number(gaps[gap])}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </ChartSection>
  );
}
