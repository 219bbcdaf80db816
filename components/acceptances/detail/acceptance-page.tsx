'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EvidenceFiles } from '@/components/acceptances/detail/evidence';
import { AcceptanceFacts } from '@/components/acceptances/detail/facts';
import { Timeline } from '@/components/acceptances/detail/timeline';
import { AcceptanceVerbs } from '@/components/acceptances/detail/verbs';
import { AcceptanceStateBadge } from '@/components/acceptances/state-badge';
import { Section } from '@/components/findings/detail/section';
import { PageHeader } from '@/components/layout/page-header';
import { LinkButton } from '@/components/ui/link-button';
import { acceptanceQuery } from '@/lib/acceptances/queries';
import type { AcceptancePolicy } from '@/lib/acceptances/settings-schema';

type Props = { readonly id: string; readonly policy: AcceptancePolicy };

/** One acceptance at its own address: what, why, the evidence, what happened, and what the reader may do. */
export function AcceptancePage({ id, policy }: Props) {
  const t = useTranslations('acceptances');
  const { data: acceptance } = useQuery(acceptanceQuery(id));
  if (!acceptance) return null;
  const { number, state, justification, measures } = acceptance;
  return (
    <div className="max-w-4xl">
      <LinkButton variant="ghost" size="sm" href="/acceptances" className="-ml-2 mb-2">
        <ArrowLeft aria-hidden />
        {t('detail.back')}
      </LinkButton>
      <PageHeader
        title={t('name', { number })}
        lead={<AcceptanceStateBadge state={state} />}
        actions={<AcceptanceVerbs acceptance={acceptance} policy={policy} />}
      />
      <Section title={t('detail.facts')}>
        <AcceptanceFacts acceptance={acceptance} />
      </Section>
      <Section title={t('detail.why')}>
        <p className="max-w-prose whitespace-pre-wrap wrap-anywhere">{justification}</p>
      </Section>
      <Section title={t('detail.measures')}>
        <p className="max-w-prose whitespace-pre-wrap wrap-anywhere">{measures || t('detail.noMeasures')}</p>
      </Section>
      <Section title={t('detail.evidence')}>
        <EvidenceFiles acceptance={acceptance} />
      </Section>
      <Section title={t('detail.timeline')}>
        <Timeline acceptance={acceptance} />
      </Section>
    </div>
  );
}
