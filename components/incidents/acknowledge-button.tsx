'use client';

import { UserCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { Button } from '@/components/ui/button';
import { acknowledgeIncidentAction } from '@/lib/incidents/actions';
import { incidentName } from '@/lib/incidents/priority';
import type { IncidentLine } from '@/lib/incidents/view-types';

type Props = {
  readonly incident: Pick<IncidentLine, 'id' | 'number'>;
  /** The one thing to do: as large as a thumb. */
  readonly large?: boolean;
};

/** Takes an incident, in one tap. */
export function AcknowledgeButton({ incident: { id, number }, large = false }: Props) {
  const t = useTranslations('incidents');
  const { busy, acknowledge } = useAcknowledge(id);
  return (
    <Button
      variant="primary"
      size={large ? 'md' : 'sm'}
      className={large ? 'h-14 w-full px-8 text-lg shadow-lg md:w-auto md:shadow-none' : 'h-9 px-3 md:h-7'}
      aria-label={large ? undefined : t('verbs.acknowledgeOne', { name: incidentName(number) })}
      busy={busy}
      onClick={acknowledge}
    >
      <UserCheck aria-hidden />
      {t('verbs.acknowledge')}
    </Button>
  );
}

export function useAcknowledge(id: string) {
  const t = useTranslations('incidents.toast');
  const { give, busy } = useIncidentVerb();
  const acknowledge = () =>
    void give(
      () => acknowledgeIncidentAction({ id }),
      (mine) => ({ title: t(mine ? 'acknowledge' : 'taken') }),
    );
  return { busy, acknowledge };
}
