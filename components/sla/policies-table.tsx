'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useDay, usePlaceName } from '@/components/sla/use-words';
import { Table, Td, Th } from '@/components/ui/table';
import { SEVERITIES } from '@/lib/findings/severity';
import { placeKey, policyHref } from '@/lib/sla/place';
import type { CalendarView, PlacePolicy } from '@/lib/sla/types';

const WORST_FIRST = [...SEVERITIES].reverse();

type Props = { readonly policies: readonly PlacePolicy[]; readonly calendars: readonly CalendarView[] };

/** What counts where, one row a place that has a policy. */
export function PoliciesTable({ policies, calendars }: Props) {
  const t = useTranslations('sla.policies');
  const severity = useTranslations('findings.severity');
  return (
    <Table label={t('title')} stacked>
      <thead>
        <tr>
          <Th>{t('place')}</Th>
          {WORST_FIRST.map((name) => (
            <Th key={name} numeric>
              {severity(name)}
            </Th>
          ))}
          <Th>{t('counting')}</Th>
          <Th numeric>{t('shortenings')}</Th>
          <Th>{t('next')}</Th>
        </tr>
      </thead>
      <tbody>
        {policies.map((policy) => (
          <Row key={placeKey(policy.place)} policy={policy} calendars={calendars} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ policy, calendars }: { readonly policy: PlacePolicy } & Pick<Props, 'calendars'>) {
  const t = useTranslations('sla.policies');
  const severity = useTranslations('findings.severity');
  const nameOf = usePlaceName();
  const dayOf = useDay();
  const rules = policy.versions.find(({ state }) => state === 'in_force')?.rules ?? null;
  const planned = policy.versions.filter(({ state }) => state === 'planned').at(-1);
  const calendar = calendars.find(({ id }) => id === rules?.calendarId)?.name ?? '';
  return (
    <tr>
      <Td label={t('place')}>
        <Link href={policyHref(policy.place)} className="text-accent underline">
          {nameOf(policy)}
        </Link>{' '}
        {policy.place.kind !== 'organisation' && (
          <span className="text-muted text-xs">{t(`kinds.${policy.place.kind}`)}</span>
        )}
      </Td>
      {WORST_FIRST.map((name) => (
        <Td key={name} numeric label={severity(name)} className="tabular-nums">
          {rules?.days[name] ?? '–'}
        </Td>
      ))}
      <Td label={t('counting')}>{rules ? t(rules.business ? 'working' : 'every', { calendar }) : t('inherits')}</Td>
      <Td numeric label={t('shortenings')} className="tabular-nums">
        {rules?.shortenings.length ?? '–'}
      </Td>
      <Td label={t('next')}>{planned ? dayOf(planned.validFrom) : '–'}</Td>
    </tr>
  );
}
