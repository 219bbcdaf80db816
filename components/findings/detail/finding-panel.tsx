'use client';

import { useQuery } from '@tanstack/react-query';
import { Maximize2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FindingDetail } from '@/components/findings/detail/finding-detail';
import { type Offer, offersFor, type Rights } from '@/components/findings/verbs/offers';
import { VerbMenu } from '@/components/findings/verbs/verb-menu';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { LinkButton } from '@/components/ui/link-button';
import { SkeletonRows } from '@/components/ui/skeleton';
import { RequestError } from '@/lib/core/request-error';
import { findingQuery } from '@/lib/findings/queries';
import type { FindingDetailView, PersonRef } from '@/lib/findings/types';

type Props = {
  readonly id: number;
  /** Its own page. */
  readonly href: string;
  readonly rights: Rights;
  readonly me: PersonRef;
  readonly commenting: boolean;
  /** Always there beside its list, with all verbs and their keys. */
  readonly resident?: boolean;
  readonly onVerb: (offer: Offer, finding: FindingDetailView) => void;
  readonly onGiveBack: (to: PersonRef, finding: FindingDetailView) => void;
  readonly onClose: () => void;
};

/** The finding that is open beside the list; on a narrow screen it takes the list's place. */
export function FindingPanel({
  id,
  href,
  rights,
  me,
  commenting,
  resident = false,
  onVerb,
  onGiveBack,
  onClose,
}: Props) {
  const t = useTranslations('findings');
  const ui = useTranslations('ui');
  const { data: finding, error, refetch } = useQuery(findingQuery(id));
  const offers = finding ? offersFor({ kind: 'some', findings: [finding] }, rights) : [];
  return (
    <section
      aria-label={t('detail.label')}
      className={cn(
        'min-w-0 max-lg:w-full lg:sticky lg:top-0 lg:max-h-dvh lg:overflow-y-auto lg:border-line lg:border-l lg:pr-1 lg:pl-4',
        !resident && 'lg:w-[min(46%,42rem)] lg:shrink-0',
      )}
    >
      <div className="sticky top-0 z-10 flex flex-wrap items-center gap-1.5 bg-bg py-2">
        {finding && (
          <VerbMenu
            offers={offers}
            shown={resident ? 6 : 3}
            keys={resident}
            onVerb={(offer) => onVerb(offer, finding)}
          />
        )}
        <span className="ml-auto flex">
          <LinkButton variant="ghost" size="icon" href={href} aria-label={t('detail.page')} prefetch={false}>
            <Maximize2 aria-hidden />
          </LinkButton>
          <Button
            variant="ghost"
            size="icon"
            aria-label={ui('close')}
            className={cn(resident && 'lg:hidden')}
            onClick={onClose}
          >
            <X aria-hidden />
          </Button>
        </span>
      </div>
      {finding && (
        <FindingDetail
          finding={finding}
          heading="h2"
          me={me}
          mayComment={rights.triage}
          commenting={commenting}
          onGiveBack={(to) => onGiveBack(to, finding)}
        />
      )}
      {!finding && error && <Failed error={error} onRetry={() => void refetch()} />}
      {!finding && !error && (
        <div aria-busy="true">
          <SkeletonRows />
        </div>
      )}
    </section>
  );
}

function Failed({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const t = useTranslations('ui.notFound');
  if (error instanceof RequestError && error.code === 'not_found') {
    return <EmptyState title={t('title')}>{t('detail')}</EmptyState>;
  }
  return <ErrorState requestId={error instanceof RequestError ? error.requestId : undefined} onRetry={onRetry} />;
}
