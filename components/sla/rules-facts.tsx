'use client';

import { useTranslations } from 'next-intl';
import { useRules } from '@/components/sla/use-words';
import type { PolicyRules } from '@/lib/sla/schema';
import type { CalendarView } from '@/lib/sla/types';

type Props = { readonly rules: PolicyRules | null; readonly calendars: readonly CalendarView[] };

export function RulesFacts({ rules, calendars }: Props) {
  const t = useTranslations('sla.policies');
  const facts = useRules();
  if (!rules) return <p className="text-muted">{t('inherits')}</p>;
  return (
    <dl className="grid max-w-xl grid-cols-[minmax(0,1fr)_minmax(0,auto)] gap-x-6 gap-y-1">
      {facts(rules, calendars).map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="text-right tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
