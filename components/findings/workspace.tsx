'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useDesk } from '@/components/findings/desk/use-desk';
import { useDeskShortcuts } from '@/components/findings/desk/use-desk-shortcuts';
import { PanelBeside } from '@/components/findings/detail/panel-beside';
import { FilterBar } from '@/components/findings/filters/filter-bar';
import { JobsLink } from '@/components/findings/jobs/jobs-link';
import { FindingsList } from '@/components/findings/list/findings-list';
import { SelectionBar } from '@/components/findings/list/selection-bar';
import { useFindingsAddress } from '@/components/findings/use-address';
import { type Asked, VerbDialogs } from '@/components/findings/verbs/asked';
import { type Offer, offersFor, type Rights } from '@/components/findings/verbs/offers';
import type { Subject } from '@/components/findings/verbs/subject';
import { useVerbs } from '@/components/findings/verbs/use-verbs';
import { FindingViews } from '@/components/findings/views/finding-views';
import { PageHeader } from '@/components/layout/page-header';
import { cn } from '@/components/ui/cn';
import { ExportMenu } from '@/components/ui/export-menu';
import { findingHref, serializeFindings } from '@/lib/findings/search-params';
import type { PersonRef } from '@/lib/findings/types';

type Props = {
  readonly rights: Rights;
  readonly me: PersonRef;
  /** What is said where there is no finding at all. */
  readonly firstUse: ReactNode;
};

/** The list with its filters, the finding that is open beside it, and the verbs for both. */
export function FindingsWorkspace({ rights, me, firstUse }: Props) {
  const t = useTranslations('findings');
  const state = useFindingsAddress();
  const desk = useDesk(state);
  const verbs = useVerbs();
  const search = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [commenting, setCommenting] = useState<number | null>(null);
  const { choice, facets } = desk;
  const { filter, query, sort, change, clear } = state;
  const listed = useMemo(() => ({ filter, query, sort, change, clear }), [filter, query, sort, change, clear]);
  // The list answers the key at once; the panel follows when it is drawn.
  const shown = useDeferredValue(state.open);
  const subject = desk.subject();

  const give = (offer: Offer, about: Subject | null) => {
    if (!about) return;
    if (offer.asks) return setAsked({ verb: offer.asks, subject: about });
    verbs.giveNow(about, offer);
    desk.clearChoice();
  };
  const comment = () => {
    const one = desk.current();
    if (!one) return;
    desk.open(one);
    setCommenting(one.id);
  };
  useDeskShortcuts({
    desk,
    rights,
    search,
    onVerb: (offer) => give(offer, desk.subject()),
    onComment: comment,
    onUndo: () => void verbs.undo(),
  });

  const total = facets?.total;
  return (
    <div className="flex items-start gap-4">
      <div className={cn('min-w-0 flex-1', shown !== null && 'max-lg:hidden')}>
        <PageHeader
          title={t('title')}
          lead={total && t('lead', { n: total.n, exact: String(total.exact) })}
          actions={
            <>
              {rights.triage && <JobsLink />}
              <ExportMenu
                href={serializeFindings('/api/findings/export', { ...state.filter, sort: state.sort })}
                formats={['csv', 'jsonl', 'sarif']}
              />
              <FindingViews state={state} />
            </>
          }
        />
        <FilterBar state={listed} search={search} />
        <FindingsList desk={desk} selectable={rights.triage} firstUse={firstUse} />
        {desk.isChoosing && (
          <SelectionBar
            chosen={choice.kind === 'some' ? choice.ids.size : null}
            total={total ?? { n: 0, exact: false }}
            offers={offersFor(subject, rights)}
            onVerb={(offer) => give(offer, subject)}
            onChooseAll={desk.chooseAll}
            onClear={desk.clearChoice}
          />
        )}
      </div>
      {shown !== null && (
        <PanelBeside
          key={shown}
          id={shown}
          href={findingHref(shown, state.address)}
          rights={rights}
          me={me}
          commenting={commenting === shown}
          onVerb={(offer, finding) => give(offer, { kind: 'some', findings: [finding] })}
          onGiveBack={(to, finding) => void verbs.assign({ kind: 'some', findings: [finding] }, to)}
          onClose={() => state.openFinding(null)}
        />
      )}
      <VerbDialogs
        asked={asked}
        verbs={verbs}
        me={me}
        onClose={(done) => {
          setAsked(null);
          if (done) desk.clearChoice();
        }}
      />
    </div>
  );
}
