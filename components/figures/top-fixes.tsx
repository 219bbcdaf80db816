import { useTranslations } from 'next-intl';
import { ChartSection } from '@/components/charts/chart-section';
import { FigureLink } from '@/components/overview/figure-link';
import { Table, Td, Th } from '@/components/ui/table';
import type { TopFix } from '@/lib/figures/types';
import type { FindingFilter } from '@/lib/findings/search-params';

const listOf = (fix: TopFix): Partial<FindingFilter> => ({
  product: [fix.slug],
  kind: ['dependency'],
  fix: ['yes'],
  package: fix.package,
  source: [...fix.sources],
});

/** Which upgrades close most: a bar for the eye, each number the list of what it closes. */
export function TopFixes({ fixes }: { readonly fixes: readonly TopFix[] }) {
  const t = useTranslations('figures.topFixes');
  const [first] = fixes;
  const most = Math.max(1, ...fixes.map(({ n }) => n));
  return (
    <ChartSection
      title={t('title')}
      lead={
        first
          ? t('lead', {
              package: first.package,
              place: first.image || first.product,
              version: first.version ?? '',
              named: first.version ? 'yes' : 'no',
              n: first.n,
            })
          : t('none')
      }
    >
      {first && (
        <Table label={t('title')}>
          <thead>
            <tr>
              <Th>{t('package')}</Th>
              <Th>{t('version')}</Th>
              <Th aria-hidden className="hidden w-1/4 2xl:table-cell" />
              <Th numeric>{t('urgent')}</Th>
              <Th numeric>{t('closes')}</Th>
            </tr>
          </thead>
          <tbody>
            {fixes.map((fix) => (
              <tr key={`${fix.slug} ${fix.image} ${fix.package}`}>
                <Td className="max-w-48 sm:max-w-60">
                  <span className="block truncate">{fix.package}</span>
                  <span className="block truncate text-muted text-xs">{fix.image || fix.product}</span>
                  {fix.image && <span className="block truncate text-muted text-xs">{fix.product}</span>}
                </Td>
                <Td className="max-w-20 truncate sm:max-w-40">{fix.version ?? t('notNamed')}</Td>
                <Td aria-hidden className="hidden 2xl:table-cell">
                  <span className="block h-3 min-w-0.5 bg-accent" style={{ width: `${(fix.n / most) * 100}%` }} />
                </Td>
                <Td numeric>
                  <FigureLink
                    figure={{ n: fix.urgent, exact: true, filter: { ...listOf(fix), severity: ['high', 'critical'] } }}
                    inCell
                  />
                </Td>
                <Td numeric className="font-medium">
                  <FigureLink figure={{ n: fix.n, exact: true, filter: listOf(fix) }} inCell />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </ChartSection>
  );
}
