'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/engagements/use-day';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, Td, Th } from '@/components/ui/table';
import { RequestError } from '@/lib/core/request-error';
import { lastTestsQuery } from '@/lib/engagements/queries';
import { engagementName } from '@/lib/engagements/rules';
import type { EngagementAddress } from '@/lib/engagements/search-params';
import type { DoneTest, ProductTests } from '@/lib/engagements/types';

type Props = { readonly address: EngagementAddress; readonly onClear: () => void };

/** The newest test of each product; those without one by a third party within a year come first. */
export function LastTests({ address, onClear }: Props) {
  const t = useTranslations('engagements');
  const tests = useQuery(lastTestsQuery(address));
  if (tests.isPending) {
    return (
      <div aria-busy="true">
        <SkeletonRows rows={6} />
      </div>
    );
  }
  if (!tests.data) {
    const id = tests.error instanceof RequestError ? tests.error.requestId : undefined;
    return <ErrorState requestId={id} onRetry={() => void tests.refetch()} />;
  }
  if (tests.data.length === 0) {
    const narrowed = address.product.length + address.team.length > 0;
    return narrowed ? (
      <EmptyState title={t('empty.filtered')} action={<Button onClick={onClear}>{t('filters.clear')}</Button>} />
    ) : (
      <EmptyState title={t('empty.products')} />
    );
  }
  return (
    <>
      {tests.isError && (
        <p role="status" className="mb-2 text-partly-ink">
          {t('stale')}
        </p>
      )}
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
          {tests.data.map((row) => (
            <Row key={row.product.id} row={row} />
          ))}
        </tbody>
      </Table>
    </>
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
