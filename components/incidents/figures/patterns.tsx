'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { ChartSection } from '@/components/charts/chart-section';
import { GroupedBars } from '@/components/charts/grouped-bars';
import { Table, Td, Th } from '@/components/ui/table';
import type { Cause, Load, NamedCause, Overdue, Reaction } from '@/lib/incidents/figures/types';
import { incidentName } from '@/lib/incidents/priority';

const monthAt = (month: string) => new Date(`${month}-01T00:00:00Z`);

/** How often somebody took an incident in time, by priority; behind it by month too. */
export function ReactionsFigure({ reactions }: { readonly reactions: readonly Reaction[] }) {
  const t = useTranslations('timeline.figures');
  const format = useFormatter();
  const sum = (of: 'met' | 'missed', rows: readonly Reaction[]) => rows.reduce((all, row) => all + row[of], 0);
  const [met, missed] = [sum('met', reactions), sum('missed', reactions)];
  const name = (month: string) => format.dateTime(monthAt(month), { year: 'numeric', month: 'short', timeZone: 'UTC' });
  const classes = [...Map.groupBy(reactions, ({ priority }) => priority)]
    .toSorted(([a], [b]) => a - b)
    .map(([priority, rows]) => ({ label: `P${priority}`, met: sum('met', rows), missed: sum('missed', rows) }));
  return (
    <ChartSection
      title={t('reactions.title')}
      lead={
        met + missed === 0
          ? t('reactions.none')
          : t('reactions.lead', { share: format.number(met / (met + missed), 'percent'), n: met + missed })
      }
      table={
        reactions.length > 0 && (
          <Table label={t('reactions.title')}>
            <thead>
              <tr>
                <Th>{t('reactions.month')}</Th>
                <Th>{t('priority')}</Th>
                <Th numeric>{t('reactions.met')}</Th>
                <Th numeric>{t('reactions.missed')}</Th>
                <Th numeric>{t('reactions.share')}</Th>
              </tr>
            </thead>
            <tbody>
              {reactions.map((row) => (
                <tr key={`${row.month} ${row.priority}`}>
                  <Td>{name(row.month)}</Td>
                  <Td>{`P${row.priority}`}</Td>
                  <Td numeric>{format.number(row.met)}</Td>
                  <Td numeric>{format.number(row.missed)}</Td>
                  <Td numeric>{format.number(row.met / (row.met + row.missed), 'percent')}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )
      }
    >
      {classes.length > 0 && (
        <>
          <Table label={t('reactions.byPriority')}>
            <thead>
              <tr>
                <Th>{t('priority')}</Th>
                <Th numeric>{t('reactions.met')}</Th>
                <Th numeric>{t('reactions.missed')}</Th>
                <Th numeric>{t('reactions.share')}</Th>
              </tr>
            </thead>
            <tbody>
              {classes.map((row) => (
                <tr key={row.label}>
                  <Td>{row.label}</Td>
                  <Td numeric>{format.number(row.met)}</Td>
                  <Td numeric>{format.number(row.missed)}</Td>
                  <Td numeric>{format.number(row.met / (row.met + row.missed), 'percent')}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
          <div className="mt-4">
            <GroupedBars
              label={t('reactions.byPriority')}
              series={[
                { key: 'met', label: t('reactions.met'), colour: 'var(--met)' },
                { key: 'missed', label: t('reactions.missed'), colour: 'var(--missed)' },
              ]}
              points={classes}
            />
          </div>
        </>
      )}
    </ChartSection>
  );
}

type CausesProps = { readonly causes: readonly Cause[]; readonly named: readonly NamedCause[] };

/** What came, what came again to the same product, and what reviews name as its causes. */
export function CausesFigure({ causes, named }: CausesProps) {
  const t = useTranslations('timeline.figures.causes');
  const tKinds = useTranslations('incidents.kinds');
  const format = useFormatter();
  const repeated = causes.reduce((sum, cause) => sum + cause.repeated, 0);
  return (
    <ChartSection title={t('title')} lead={causes.length === 0 ? t('none') : t('lead', { repeated })}>
      {causes.length > 0 && (
        <Table label={t('title')} stacked>
          <thead>
            <tr>
              <Th>{t('kind')}</Th>
              <Th numeric>{t('n')}</Th>
              <Th numeric>{t('repeated')}</Th>
              <Th numeric>{t('before')}</Th>
            </tr>
          </thead>
          <tbody>
            {causes.map(({ kind, n, repeated: again, before }) => (
              <tr key={kind}>
                <Td>{tKinds(kind)}</Td>
                <Td numeric label={t('n')}>
                  {format.number(n)}
                </Td>
                <Td numeric label={t('repeated')}>
                  {format.number(again)}
                </Td>
                <Td numeric label={t('before')}>
                  {format.number(before)}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {named.length > 0 && (
        <div className="mt-4">
          <Table label={t('named')}>
            <thead>
              <tr>
                <Th>{t('named')}</Th>
                <Th numeric>{t('n')}</Th>
                <Th numeric>{t('root')}</Th>
              </tr>
            </thead>
            <tbody>
              {named.map(({ cause, root, n }) => (
                <tr key={cause}>
                  <Td className="wrap-anywhere">{cause}</Td>
                  <Td numeric>{format.number(n)}</Td>
                  <Td numeric>{format.number(root)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </ChartSection>
  );
}

/** Who carried how much of it, and when. */
export function LoadFigure({ load }: { readonly load: readonly Load[] }) {
  const t = useTranslations('timeline.figures.load');
  const format = useFormatter();
  const hours = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  return (
    <ChartSection title={t('title')} lead={load.length === 0 ? t('none') : t('lead')}>
      {load.length > 0 && (
        <Table label={t('title')}>
          <thead>
            <tr>
              <Th>{t('person')}</Th>
              <Th numeric>{t('incidents')}</Th>
              <Th numeric>{t('hours')}</Th>
              <Th numeric>{t('off')}</Th>
            </tr>
          </thead>
          <tbody>
            {load.map((one) => (
              <tr key={one.personId}>
                <Td>
                  {one.name}
                  <span className="block text-muted text-xs">{one.timeZone}</span>
                </Td>
                <Td numeric>{format.number(one.incidents)}</Td>
                <Td numeric>{hours(one.hours)}</Td>
                <Td numeric>{hours(one.off)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </ChartSection>
  );
}

/** What was promised after incidents and is not done in time. */
export function OverdueFigure({ overdue: { total, named } }: { readonly overdue: Overdue }) {
  const t = useTranslations('timeline.figures.overdue');
  const format = useFormatter();
  return (
    <ChartSection title={t('title')} lead={t('lead', { count: total })}>
      {named.length > 0 && (
        <Table label={t('title')} stacked>
          <thead>
            <tr>
              <Th>{t('action')}</Th>
              <Th>{t('owner')}</Th>
              <Th>{t('due')}</Th>
            </tr>
          </thead>
          <tbody>
            {named.map((one) => (
              <tr key={`${one.incident} ${one.number}`} className="align-top">
                <Td className="min-w-48">
                  <Link href={`/incidents/${one.incident}/review`} prefetch={false} className="hover:underline">
                    {one.title}
                  </Link>
                  <span className="block text-muted text-xs">{incidentName(one.incident)}</span>
                </Td>
                <Td label={t('owner')}>{one.owner}</Td>
                <Td label={t('due')}>
                  {format.dateTime(new Date(`${one.dueOn}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })}
                  <span className="block text-missed-ink text-xs">{t('days', { days: one.days })}</span>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {named.length < total && <p className="text-muted text-sm">{t('cut', { shown: named.length })}</p>}
    </ChartSection>
  );
}
