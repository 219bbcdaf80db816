'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EngagementFacts } from '@/components/engagements/detail/facts';
import { EngagementFiles } from '@/components/engagements/detail/files';
import { EngagementFindings } from '@/components/engagements/detail/findings';
import { EngagementHistory } from '@/components/engagements/detail/history';
import { Retests } from '@/components/engagements/detail/retests';
import { EngagementVerbs } from '@/components/engagements/detail/verbs';
import { EngagementStateBadge } from '@/components/engagements/state-badge';
import { Section } from '@/components/findings/detail/section';
import { PageHeader } from '@/components/layout/page-header';
import { LinkButton } from '@/components/ui/link-button';
import { engagementQuery } from '@/lib/engagements/queries';
import { engagementName } from '@/lib/engagements/rules';

/** One test at its own address: what it is, what it found, what became of that, and what the reader may do. */
export function EngagementPage({ number }: { readonly number: number }) {
  const t = useTranslations('engagements');
  const { data: engagement } = useQuery(engagementQuery(number));
  if (!engagement) return null;
  const { title, state, overdue } = engagement;
  return (
    <div className="max-w-5xl">
      <LinkButton variant="ghost" size="sm" href="/engagements" className="-ml-2 mb-2">
        <ArrowLeft aria-hidden />
        {t('detail.back')}
      </LinkButton>
      <PageHeader
        title={<span className="wrap-anywhere">{`${engagementName(number)} ${title}`}</span>}
        lead={<EngagementStateBadge state={state} overdue={overdue} />}
        actions={<EngagementVerbs engagement={engagement} />}
      />
      <Section title={t('detail.findings')}>
        <EngagementFindings engagement={engagement} />
      </Section>
      <Section title={t('detail.facts')}>
        <EngagementFacts engagement={engagement} />
      </Section>
      <Section title={t('detail.files')}>
        <EngagementFiles engagement={engagement} />
      </Section>
      <Section title={t('detail.retests')}>
        <Retests retests={engagement.retests} />
      </Section>
      <Section title={t('detail.history')}>
        <EngagementHistory events={engagement.events} />
      </Section>
    </div>
  );
}
