'use client';

import { useMessages, useTranslations } from 'next-intl';
import { useState } from 'react';
import { GradeBadge } from '@/components/tls/grade-badge';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { Tone } from '@/components/ui/tone';
import type { Effect, Reason } from '@/lib/tls/grade/types';

const TONES: Readonly<Record<Effect, Tone>> = {
  T: 'missed',
  M: 'missed',
  F: 'missed',
  E: 'high',
  D: 'high',
  C: 'high',
  B: 'partly',
  warning: 'partly',
  no_a_plus: 'info',
  note: 'neutral',
};

/** What weighs more comes first; what did not decide stays in sight, notes wait behind a button. */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const t = useTranslations('tls.card');
  const [all, setAll] = useState(false);
  const weighing = reasons.filter(({ effect }) => effect !== 'note');
  const notes = reasons.filter(({ effect }) => effect === 'note');
  const sorted = [...weighing].sort((a, b) => Number(b.decided) - Number(a.decided));
  return (
    <div className="mt-4">
      <h3 className="mb-1 font-semibold">{t('reasons')}</h3>
      {weighing.length === 0 && <p className="text-muted">{t('nothingAgainst')}</p>}
      <ul>
        {[...sorted, ...(all ? notes : [])].map((reason) => (
          <ReasonItem key={reason.rule} reason={reason} />
        ))}
      </ul>
      {notes.length > 0 && !all && (
        <Button size="sm" variant="ghost" className="-ml-2 mt-1" onClick={() => setAll(true)}>
          {t('notes', { count: notes.length })}
        </Button>
      )}
    </div>
  );
}

/** Fact, rule, remedy, and the grade that the remedy alone would give. */
function ReasonItem({ reason }: { readonly reason: Reason }) {
  const t = useTranslations('tls.card');
  const words = useTranslations('tlsRules');
  const known = useMessages().tlsRules.rules;
  const { rule, effect, params, decided, remedied, sure } = reason;
  const isRule = (id: string): id is keyof typeof known => Object.hasOwn(known, id);
  if (!isRule(rule)) return null;
  return (
    <li className="grid gap-x-4 gap-y-1 border-line border-t py-2 sm:grid-cols-[minmax(0,1fr)_9rem]" data-rule={rule}>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <span className={decided ? 'font-semibold' : 'font-medium'}>{words(`rules.${rule}.title`)}</span>
          <Badge tone={TONES[effect]}>{words(`effects.${effect}`)}</Badge>
          {decided && <Badge tone="accent">{t('decided')}</Badge>}
          {sure !== 'guide' && <span className="text-muted text-xs">{words(`sure.${sure}`)}</span>}
        </p>
        <p className="wrap-anywhere">{reason.known ? words(`rules.${rule}.fact`, params) : words('unknown')}</p>
        <p className="wrap-anywhere text-muted">{words(`rules.${rule}.remedy`, params)}</p>
      </div>
      {effect !== 'note' && remedied !== null && (
        <p className="flex items-center gap-2 text-muted text-xs sm:justify-end">
          {t('remedied')} <GradeBadge letter={remedied} />
        </p>
      )}
    </li>
  );
}
