'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChainForm } from '@/components/escalation/chain-form';
import { useTargetWords } from '@/components/escalation/target-words';
import { Button } from '@/components/ui/button';
import type { EscalationView } from '@/lib/escalation/loaders';

type Chain = EscalationView['chains'][number];

/** Who is called when nobody takes an incident, by priority. */
export function Chains({ view }: { readonly view: EscalationView }) {
  const t = useTranslations('escalation.chains');
  return (
    <section aria-labelledby="chains" className="border-line border-t py-5">
      <h2 id="chains" className="mb-3 font-semibold text-lg">
        {t('title')}
      </h2>
      {view.chains.map((chain) => (
        <ChainOf key={`${chain.priority}.${chain.number}`} chain={chain} view={view} />
      ))}
    </section>
  );
}

function ChainOf({ chain, view }: { readonly chain: Chain; readonly view: EscalationView }) {
  const t = useTranslations('escalation.chains');
  const words = useTargetWords(view.schedules);
  const [open, setOpen] = useState(false);
  const { priority, steps, repeats, number, createdBy } = chain;
  const channels = (ids: readonly string[]) =>
    view.channels
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(', ');
  return (
    <div className="mb-4">
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-medium">P{priority}</h3>
        {view.writable && (
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
        {t('repeats', { count: repeats })} · {t('version', { number, name: createdBy })}
      </p>
      {open && <ChainForm chain={chain} view={view} onSaved={() => setOpen(false)} />}
    </div>
  );
}
