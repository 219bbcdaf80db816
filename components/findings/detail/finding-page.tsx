'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useShortcuts } from '@/components/command-menu/registry';
import { verbKeys } from '@/components/findings/desk/keys';
import { FindingDetail } from '@/components/findings/detail/finding-detail';
import { type Asked, VerbDialogs } from '@/components/findings/verbs/asked';
import { type Offer, offersFor, type Rights } from '@/components/findings/verbs/offers';
import { useVerbs } from '@/components/findings/verbs/use-verbs';
import { VerbMenu } from '@/components/findings/verbs/verb-menu';
import { LinkButton } from '@/components/ui/link-button';
import { findingQuery } from '@/lib/findings/queries';
import type { PersonRef } from '@/lib/findings/types';

type Props = {
  readonly id: number;
  /** The list that it was opened from. */
  readonly back: string;
  readonly rights: Rights;
  readonly me: PersonRef;
};

/** A finding at its own address, with the same verbs and keys as beside the list. */
export function FindingPage({ id, back, rights, me }: Props) {
  const t = useTranslations('findings.detail');
  const { data: finding } = useQuery(findingQuery(id));
  const verbs = useVerbs();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [commenting, setCommenting] = useState(false);
  const subject = finding ? ({ kind: 'some', findings: [finding] } as const) : null;
  const offers = offersFor(subject, rights);
  const give = (offer: Offer) => {
    if (!subject) return;
    if (offer.asks) setAsked({ verb: offer.asks, subject });
    else verbs.giveNow(subject, offer);
  };
  useShortcuts(
    verbKeys({
      fits: (offer) => offers.includes(offer),
      onVerb: give,
      mayUndo: rights.triage,
      mayComment: () => rights.triage,
      onComment: () => setCommenting(true),
      onUndo: () => void verbs.undo(),
    }),
  );
  if (!finding) return null;
  return (
    <div className="max-w-4xl">
      <div className="mb-3 flex flex-wrap items-center gap-1.5">
        <LinkButton variant="ghost" size="sm" href={back} className="-ml-2">
          <ArrowLeft aria-hidden />
          {t('back')}
        </LinkButton>
        <span className="ml-auto flex gap-1.5">
          <VerbMenu offers={offers} shown={3} onVerb={give} />
        </span>
      </div>
      <FindingDetail
        finding={finding}
        heading="h1"
        me={me}
        mayComment={rights.triage}
        commenting={commenting}
        onGiveBack={(to) => void verbs.assign({ kind: 'some', findings: [finding] }, to)}
      />
      <VerbDialogs asked={asked} verbs={verbs} me={me} onClose={() => setAsked(null)} />
    </div>
  );
}
