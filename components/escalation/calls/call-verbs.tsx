'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { Arriving } from '@/components/ui/arriving';
import { Button } from '@/components/ui/button';
import { intentOf, lazyOnIntent } from '@/components/ui/lazy-on-intent';
import { wakeChainsAction } from '@/lib/escalation/calls/actions';
import type { Calls } from '@/lib/escalation/data/calls';

const dialogs = lazyOnIntent(() => import('@/components/escalation/calls/call-dialogs'));

export type CallVerb = 'page' | 'silence' | 'restart';
type Props = { readonly id: string; readonly number: number; readonly calls: Calls };

/** Calls somebody now, makes the chain rest, wakes it, begins it anew. */
export function CallVerbs({ id, number, calls }: Props) {
  const t = useTranslations('escalation.calls');
  const { give, busy } = useIncidentVerb();
  const [asked, setAsked] = useState<CallVerb | null>(null);
  const silent = calls.chains.some(({ silencedUntil }) => silencedUntil !== null);
  const offered: readonly CallVerb[] = calls.chains.length > 0 ? ['page', 'silence', 'restart'] : ['page', 'restart'];
  const wake = () =>
    void give(
      () => wakeChainsAction({ id }),
      () => ({ title: t('woken') }),
    );
  return (
    <div className="flex flex-wrap gap-2">
      {offered.map((verb) => (
        <Button key={verb} size="sm" {...intentOf(dialogs)} onClick={() => setAsked(verb)}>
          {t(`verbs.${verb}`)}
        </Button>
      ))}
      {silent && (
        <Button size="sm" busy={busy} onClick={wake}>
          {t('verbs.wake')}
        </Button>
      )}
      {asked && (
        <Arriving code={dialogs}>
          <Asked asked={asked} id={id} number={number} schedules={calls.schedules} onClose={() => setAsked(null)} />
        </Arriving>
      )}
    </div>
  );
}

function Asked(props: Parameters<ReturnType<typeof dialogs.use>['CallDialog']>[0]) {
  const { CallDialog } = dialogs.use();
  return <CallDialog {...props} />;
}
