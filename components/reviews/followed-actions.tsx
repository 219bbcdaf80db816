import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import { incidentName } from '@/lib/incidents/priority';
import type { FollowedAction } from '@/lib/reviews/types';

const COLUMNS = ['action', 'incident', 'owner', 'due', 'state'] as const;

/** What is left to do after incidents, the oldest due day first. */
export function FollowedActions({ actions }: { readonly actions: readonly FollowedAction[] }) {
  const t = useTranslations('reviews');
  const format = useFormatter();
  return (
    <Table label={t('followed.label')} stacked>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Th key={column}>{t(`followed.columns.${column}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {actions.map(({ id, title, ticket, incident, owner, dueOn, overdue, state }) => (
          <tr key={id} className="align-top">
            <Td>
              <Link className="font-medium wrap-anywhere hover:underline" href={`/incidents/${incident.number}/review`}>
                {title}
              </Link>
              {ticket !== '' && <span className="block text-muted text-xs wrap-anywhere">{ticket}</span>}
            </Td>
            <Td label={t('followed.columns.incident')}>
              <span className="wrap-anywhere">{`${incidentName(incident.number)} ${incident.title}`}</span>
              <span className="block text-muted text-xs">{incident.product}</span>
            </Td>
            <Td label={t('followed.columns.owner')}>{owner}</Td>
            <Td label={t('followed.columns.due')} className="whitespace-nowrap tabular-nums">
              {format.dateTime(new Date(`${dueOn}T12:00:00Z`), 'day')}
              {overdue && <span className="block text-missed-ink text-xs">{t('followed.overdue')}</span>}
            </Td>
            <Td label={t('followed.columns.state')}>
              <Badge tone={overdue ? 'missed' : 'neutral'}>{t(`actionStates.${state}`)}</Badge>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
