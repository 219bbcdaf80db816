'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AcceptanceBody } from '@/components/acceptances/detail/acceptance-body';
import { AcceptanceVerbs } from '@/components/acceptances/detail/verbs';
import { AcceptanceStateBadge } from '@/components/acceptances/state-badge';
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
  const { number, state } = acceptance;
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
      <AcceptanceBody acceptance={acceptance} />
    </div>
  );
}
