'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/engagements/use-day';
import { ListStates, NothingMatches } from '@/components/layout/list-states';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, Td, Th } from '@/components/ui/table';
import { lastTestsQuery } from '@/lib/engagements/queries';
import { engagementName } from '@/lib/engagements/rules';
import type { EngagementAddress } from '@/lib/engagements/search-params';
import type { DoneTest, ProductTests } from '@/lib/engagements/types';

type Props = { readonly address: EngagementAddress; readonly onClear: () => void };

/** The newest test of each product; those without one by a third party within a year come first. */
export function LastTests({ address, onClear }: Props) {
  const t = useTranslations('engagements');
  const tests = useQuery(lastTestsQuery(address));
  const rows = tests.data ?? [];
  const narrowed = address.product.length + address.team.length > 0;
  const empty = narrowed ? (
    <NothingMatches title={t('empty.filtered')} onClear={onClear} />
  ) : (
    <EmptyState title={t('empty.products')} />
  );
  return (
    <ListStates query={tests} count={rows.length} empty={empty}>
      <Table label={t('lastTests.label')} stacked>
        <thead>
          <tr>
            <Th>{t('lastTests.product')}</Th>
            <Th>{t('lastTests.current')}</Th>
            <Th>{t('lastTests.thirdParty')}</Th>
            <Th>{t('lastTests.last')}</Th>
            <Th>{t('lastTests.findings')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.product.id} row={row} />
          ))}
        </tbody>
      </Table>
    </ListStates>
  );
}

function Test({ test }: { readonly test: DoneTest | null }) {
  const t = useTranslations('engagements');
  const day = useDay();
  if (!test) return <span className="text-muted">{t('lastTests.never')}</span>;
  const { number, endedOn, performer, company } = test;
  return (
    <>
      {day(endedOn)}{' '}
      <span className="text-muted text-xs">
        <Link href={`/engagements/${number}`} prefetch={false} className="underline">
          {engagementName(number)}
        </Link>{' '}
        {t('by', { performer, company })}
      </span>
    </>
  );
}

function Row({ row: { product, last, lastThirdParty, current } }: { readonly row: ProductTests }) {
  const t = useTranslations('engagements.lastTests');
  return (
    <tr className="align-top">
      <Td>
        <Link href={`/assets/products/${product.slug}`} className="font-medium hover:underline">
          {product.name}
        </Link>
      </Td>
      <Td label={t('current')}>
        <Badge tone={current ? 'met' : 'missed'}>{t(current ? 'yes' : 'no')}</Badge>
      </Td>
      <Td label={t('thirdParty')}>
        <Test test={lastThirdParty} />
      </Td>
      <Td label={t('last')}>
        <Test test={last} />
      </Td>
      <Td label={t('findings')}>
        {last ? (
          <>
            {t('open', { count: last.findings.open })}{' '}
            <span className="text-muted text-xs">{t('of', { total: last.findings.total })}</span>
          </>
        ) : (
          '–'
        )}
      </Td>
    </tr>
  );
}
