'use client';

import { ArrowLeft } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { AcknowledgeButton } from '@/components/incidents/acknowledge-button';
import { IncidentClocks } from '@/components/incidents/frame/clocks';
import { PhaseSteps } from '@/components/incidents/frame/phases';
import { IncidentLink } from '@/components/incidents/incident-link';
import { PriorityBadge } from '@/components/incidents/priority-badge';
import { useServerNow } from '@/components/incidents/use-server-now';
import { IncidentVerbs } from '@/components/incidents/verbs/verbs';
import { PageHeader } from '@/components/layout/page-header';
import { Badge } from '@/components/ui/badge';
import { LinkButton } from '@/components/ui/link-button';
import { incidentName } from '@/lib/incidents/priority';
import type { IncidentDetail } from '@/lib/incidents/view-types';

type Props = { readonly incident: IncidentDetail };
type HeaderProps = Props & {
  /** Whether the page below leaves room for a button above the bottom bar of a phone. */
  readonly thumb: boolean;
};

const THUMB = 'fixed inset-x-3 bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-20 md:static md:mb-4';

/** What burns, how long is left, who has it. */
export function IncidentHeader({ incident, thumb }: HeaderProps) {
  const t = useTranslations('incidents');
  const now = useServerNow(incident.now);
  const { number, title, rights } = incident;
  return (
    <>
      <LinkButton variant="ghost" size="sm" href="/incidents" className="-ml-2 mb-2 max-md:hidden">
        <ArrowLeft aria-hidden />
        {t('header.back')}
      </LinkButton>
      <PageHeader
        title={<span className="wrap-anywhere">{`${incidentName(number)} ${title}`}</span>}
        lead={<Answer incident={incident} />}
        actions={<IncidentVerbs incident={incident} />}
      />
      {rights.acknowledge && (
        // On a phone above the bottom bar, where the thumb is.
        <div className={thumb ? THUMB : 'mb-4'}>
          <AcknowledgeButton incident={incident} large />
        </div>
      )}
      <IncidentClocks number={number} clocks={incident.clocks} now={now} />
      <PhaseSteps incident={incident} />
    </>
  );
}

function Answer({ incident }: Props) {
  const t = useTranslations('incidents');
  const format = useFormatter();
  const { priority, exercise, mergedInto, kind, product, alerts, closedAt, outcome, commander, acknowledgedAt } =
    incident;
  const has = commander ? t('header.has', { name: commander }) : t('header.nobody');
  const ended = closedAt && outcome;
  return (
    <span className="flex flex-col gap-1">
      <span className="flex flex-wrap items-center gap-1.5">
        <PriorityBadge priority={priority} />
        {exercise && <Badge tone="accent">{t('exercise')}</Badge>}
        <span>{[t(`kinds.${kind}`), product.name, t('alerts', { count: alerts })].join(' · ')}</span>
      </span>
      <span className={acknowledgedAt || ended ? undefined : 'font-medium text-missed-ink'}>
        {ended
          ? t('header.closed', {
              at: format.dateTime(new Date(closedAt), 'exact'),
              outcome: t(`outcomes.${outcome}`),
            })
          : has}
      </span>
      {mergedInto && (
        <span className="flex flex-wrap items-center gap-1.5">
          {t('header.mergedInto')}
          <IncidentLink incident={mergedInto} />
        </span>
      )}
      {incident.merged.length > 0 && (
        <span className="flex flex-wrap items-center gap-1.5">
          {t('header.merged')}
          {incident.merged.map((one) => (
            <IncidentLink key={one.id} incident={one} />
          ))}
        </span>
      )}
      {incident.byRule && (
        <span>
          {t('header.byRule', { rule: incident.byRule.name, version: String(incident.byRule.version ?? 'none') })}
        </span>
      )}
      <Parts roles={incident.roles} />
    </span>
  );
}

/** Who has which part beside the commander, who was named before. */
function Parts({ roles }: Pick<IncidentDetail, 'roles'>) {
  const t = useTranslations('incidents');
  const others = roles.filter(({ role }) => role !== 'commander');
  if (others.length === 0) return null;
  return (
    <span className="flex flex-wrap gap-x-4">
      {others.map(({ id, role, person, subject }) => (
        <span key={id}>
          {`${subject || t(`roles.${role}`)}: `}
          <span className="text-text">{person}</span>
        </span>
      ))}
    </span>
  );
}
