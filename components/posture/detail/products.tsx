import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '@/components/findings/detail/section';
import { StandingBadges } from '@/components/posture/state-badge';
import { Day, Value } from '@/components/posture/value';
import { useReasonText } from '@/components/posture/words';
import { Table, Td, Th } from '@/components/ui/table';
import type { ProductRow } from '@/lib/safeguards/view-types';

/** So many are shown without scrolling within the page. */
const SHOWN_WHOLE = 12;

type Props = { readonly products: readonly ProductRow[]; readonly hrefOf: (slug: string) => string };

/** The promise in each product, those where it is missed first. */
export function ProductStates({ products, hrefOf }: Props) {
  const t = useTranslations('posture');
  const reasonText = useReasonText();
  return (
    <Section level={2} title={t('detail.products')} aside={products.length}>
      <div className={products.length > SHOWN_WHOLE ? 'max-h-96 overflow-y-auto' : ''}>
        <Table label={t('detail.productsTable')} stacked>
          <thead>
            <tr>
              <Th>{t('columns.product')}</Th>
              <Th>{t('columns.state')}</Th>
              <Th>{t('columns.value')}</Th>
              <Th>{t('columns.why')}</Th>
              <Th>{t('columns.since')}</Th>
            </tr>
          </thead>
          <tbody>
            {products.map((row) => (
              <tr key={row.slug}>
                <Td>
                  <Link href={hrefOf(row.slug)} prefetch={false} className="rounded-sm hover:underline">
                    {row.name}
                  </Link>
                </Td>
                <Td label={t('columns.state')}>
                  <span className="flex flex-wrap gap-1">
                    <StandingBadges {...row} />
                  </span>
                </Td>
                <Td label={t('columns.value')}>
                  <Value row={{ ...row, automatic: true }} />
                </Td>
                <Td label={t('columns.why')} className="text-muted text-xs">
                  {row.reasons.map(reasonText).join(' ')}
                </Td>
                <Td label={t('columns.since')} className="text-muted">
                  <Day at={row.since} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </Section>
  );
}
