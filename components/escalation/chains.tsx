'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChainForm } from '@/components/escalation/chain-form';
import { NewChain } from '@/components/escalation/new-chain';
import { usePlaceName } from '@/components/escalation/place-name';
import { useTargetWords } from '@/components/escalation/target-words';
import { TryChain } from '@/components/escalation/try-chain';
import { Button } from '@/components/ui/button';
import type { EscalationView } from '@/lib/escalation/loaders';
import type { Step } from '@/lib/escalation/stored';

type Chain = EscalationView['chains'][number] & { readonly steps: readonly Step[] };
type Props = { readonly view: EscalationView };

/** Who is called when nobody takes an incident: the organisation's chains, and those of teams and products, which beat them. */
export function Chains({ view }: Props) {
  const t = useTranslations('escalation.chains');
  const placeName = usePlaceName(view.places);
  const live = view.chains.flatMap((chain) => (chain.steps === null ? [] : [{ ...chain, steps: chain.steps }]));
  return (
    <section aria-labelledby="chains" className="border-line border-t py-5">
      <h2 id="chains" className="mb-1 font-semibold text-lg">
        {t('title')}
      </h2>
      <p className="mb-3 max-w-prose text-muted">{t('narrowest')}</p>
      {view.places.map(({ id, writable }) => {
        const chains = live.filter(({ place }) => place === id);
        if (chains.length === 0) return null;
        return (
          <div key={id} className="mb-4">
            <h3 className="mb-1 font-semibold">{placeName(id)}</h3>
            {chains.map((chain) => (
              <ChainOf key={`${chain.priority}.${chain.number}`} chain={chain} view={view} writable={writable} />
            ))}
          </div>
        );
      })}
      <NewChain view={view} />
      <TryChain view={view} />
    </section>
  );
}

function ChainOf({ chain, view, writable }: Props & { readonly chain: Chain; readonly writable: boolean }) {
  const t = useTranslations('escalation.chains');
  const format = useFormatter();
  const words = useTargetWords(view);
  const [open, setOpen] = useState(false);
  const { priority, steps, repeats, number, createdBy, createdAt } = chain;
  const channels = (ids: readonly string[]) =>
    view.channels
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(', ');
  return (
    <div className="mb-3">
      <div className="flex items-center justify-between gap-3">
        <h4 className="font-medium">P{priority}</h4>
        {writable && (
          <Button size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('close') : t('edit', { priority })}
          </Button>
        )}
      </div>
      <ol className="mt-1">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name than their place
          <li key={index} className="flex flex-wrap gap-x-3 py-0.5">
            <span className="w-24 text-muted tabular-nums">{t('after', { minutes: step.delayMinutes })}</span>
            <span>{words(step.target)}</span>
            {step.channels.length > 0 && <span className="text-muted">{channels(step.channels)}</span>}
            {step.important && <span className="text-muted text-sm">{t('important')}</span>}
          </li>
        ))}
      </ol>
      <p className="text-muted text-sm">
        {t('repeats', { count: repeats })} · {t('version', { number, name: createdBy })} ·{' '}
        {format.dateTime(new Date(createdAt), 'day')}
      </p>
      {open && <ChainForm chain={chain} view={view} onSaved={() => setOpen(false)} />}
    </div>
  );
}
