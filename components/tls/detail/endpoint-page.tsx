'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '@/components/findings/detail/section';
import { PageHeader } from '@/components/layout/page-header';
import { ActiveScanLine } from '@/components/tls/active-scan';
import { ConfigurationAdvice } from '@/components/tls/detail/advice';
import { Chains } from '@/components/tls/detail/chains';
import { ServerFacts } from '@/components/tls/detail/facts';
import { GradeCard } from '@/components/tls/detail/grade-card';
import { ScanHistory } from '@/components/tls/detail/history';
import { Opinions } from '@/components/tls/detail/opinions';
import { Simulations } from '@/components/tls/detail/simulations';
import { SuiteMatrix } from '@/components/tls/detail/suite-matrix';
import { EndpointVerbs } from '@/components/tls/detail/verbs';
import { Watching } from '@/components/tls/detail/watching';
import { Weaknesses } from '@/components/tls/detail/weaknesses';
import { TargetState } from '@/components/tls/target-state';
import { Why } from '@/components/tls/why';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { endpointQuery } from '@/lib/tls/queries';
import type { EndpointDetail } from '@/lib/tls/types';

/** One endpoint at its own address: its grade and why, what the server does, what changed, what to do. */
export function EndpointPage({ id }: { readonly id: string }) {
  const t = useTranslations('tls');
  const { data: endpoint } = useQuery(endpointQuery(id));
  if (!endpoint) return null;
  const { name, product, active, scan, rights } = endpoint;
  return (
    <div className="max-w-5xl">
      <LinkButton variant="ghost" size="sm" href="/tls" className="-ml-2 mb-2">
        <ArrowLeft aria-hidden />
        {t('detail.back')}
      </LinkButton>
      <PageHeader
        title={<span className="wrap-anywhere">{name}</span>}
        lead={
          <>
            <Link href={`/assets/products/${product.slug}`} className="hover:underline">
              {product.name}
            </Link>{' '}
            <TargetState row={endpoint} />
          </>
        }
        actions={<EndpointVerbs endpoint={endpoint} />}
      />
      <div role="status">{active && <ActiveScanLine active={active} mayCancel={rights.scan} />}</div>
      <NotGraded endpoint={endpoint} />
      {scan ? (
        <>
          <GradeCard endpoint={endpoint} scan={scan} />
          <Section title={t('detail.advice')}>
            <ConfigurationAdvice advice={scan.advice} byGuide={scan.byGuide} />
          </Section>
          <Section title={t('detail.suites')}>
            <SuiteMatrix scan={scan} />
          </Section>
          <Section title={t('detail.chain')}>
            <Chains chains={scan.facts.chains} />
          </Section>
          <Section title={t('detail.weaknesses')}>
            <Weaknesses weaknesses={scan.facts.weaknesses} />
          </Section>
          <Section title={t('detail.simulations')}>
            <Simulations scan={scan} names={endpoint.suiteNames} />
          </Section>
          <Section title={t('detail.facts')}>
            <ServerFacts facts={scan.facts} />
          </Section>
        </>
      ) : (
        !active && <EmptyState title={t('detail.noScan')} />
      )}
      <Section title={t('detail.opinions')}>
        <Opinions endpoint={endpoint} />
      </Section>
      <Section title={<span id="history">{t('detail.history')}</span>}>
        <ScanHistory endpoint={endpoint} />
      </Section>
      <Section title={t('detail.watching')}>
        <Watching endpoint={endpoint} />
      </Section>
    </div>
  );
}

/** The newest scan knew nothing: what stands here is older, and says so. */
function NotGraded({ endpoint: { why, lastScanAt, lastGradedAt } }: { readonly endpoint: EndpointDetail }) {
  const t = useTranslations('tls.detail');
  if (why === null) return null;
  return (
    <p className="my-3 rounded-md bg-unknown-soft px-3 py-2 text-unknown-ink">
      <span className="font-medium">{t('notGraded')}</span> <Why why={why} />{' '}
      {lastScanAt && <RelativeTime at={lastScanAt} />}
      {lastGradedAt && (
        <span className="block">{t.rich('older', { when: () => <RelativeTime key="when" at={lastGradedAt} /> })}</span>
      )}
    </p>
  );
}
