'use client';

import { useQuery } from '@tanstack/react-query';
import { Maximize2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AcceptanceBody } from '@/components/acceptances/detail/acceptance-body';
import { AcceptanceVerbs } from '@/components/acceptances/detail/verbs';
import { AcceptanceStateBadge } from '@/components/acceptances/state-badge';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { LinkButton } from '@/components/ui/link-button';
import { SkeletonRows } from '@/components/ui/skeleton';
import { acceptanceQuery } from '@/lib/acceptances/queries';
import type { AcceptancePolicy } from '@/lib/acceptances/settings-schema';
import { RequestError } from '@/lib/core/request-error';

type Props = {
  readonly id: string;
  readonly policy: AcceptancePolicy;
  /** A verb was asked for: the address has to name the request, as proving who one is leaves the page. */
  readonly onAsked: () => void;
  readonly onClose: () => void;
};

/** The request that is open beside its queue, with what the reader may decide. */
export function RequestPanel({ id, policy, onAsked, onClose }: Props) {
  const t = useTranslations('acceptances');
  const ui = useTranslations('ui');
  const detail = useTranslations('findings.detail');
  const { data: acceptance, error, refetch } = useQuery(acceptanceQuery(id));
  return (
    <section
      aria-label={t('detail.facts')}
      className="min-w-0 max-lg:w-full lg:sticky lg:top-0 lg:max-h-dvh lg:overflow-y-auto lg:border-line lg:border-l lg:pr-1 lg:pl-4"
    >
      <div className="sticky top-0 z-10 flex flex-wrap items-center gap-1.5 bg-bg py-2">
        {acceptance && <AcceptanceVerbs acceptance={acceptance} policy={policy} keys onAsked={onAsked} />}
        <span className="ml-auto flex">
          <LinkButton
            variant="ghost"
            size="icon"
            href={`/acceptances/${id}`}
            aria-label={detail('page')}
            prefetch={false}
          >
            <Maximize2 aria-hidden />
          </LinkButton>
          <Button variant="ghost" size="icon" aria-label={ui('close')} className="lg:hidden" onClick={onClose}>
            <X aria-hidden />
          </Button>
        </span>
      </div>
      {acceptance && (
        <>
          <h2 className="flex flex-wrap items-center gap-2 font-semibold text-lg">
            {t('name', { number: acceptance.number })} <AcceptanceStateBadge state={acceptance.state} />
          </h2>
          <AcceptanceBody acceptance={acceptance} />
        </>
      )}
      {!acceptance && error && (
        <ErrorState
          requestId={error instanceof RequestError ? error.requestId : undefined}
          onRetry={() => void refetch()}
        />
      )}
      {!acceptance && !error && (
        <div aria-busy="true">
          <SkeletonRows />
        </div>
      )}
    </section>
  );
}
