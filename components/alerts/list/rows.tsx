'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { EntityChips } from '@/components/alerts/entity-chips';
import { AlertBar } from '@/components/alerts/list/bar';
import { useChoice } from '@/components/alerts/list/use-choice';
import { AlertStateBadge } from '@/components/alerts/state-badge';
import { useAlertWords } from '@/components/alerts/use-alert-words';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { Checkbox } from '@/components/ui/checkbox';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { alertName } from '@/lib/alerts/rules';
import type { AlertRow } from '@/lib/alerts/types';
import { severityName } from '@/lib/findings/severity';

type Props = { readonly rows: readonly AlertRow[]; readonly mayTriage: boolean; readonly mayDeclare: boolean };

const COLUMNS = ['severity', 'alert', 'entity', 'events', 'last', 'state'] as const;

/** The rows, what is chosen of them and what can be done with that. */
export function AlertRows({ rows, mayTriage, mayDeclare }: Props) {
  const t = useTranslations('alerts');
  const choice = useChoice(rows);
  return (
    <>
      <Table label={t('label')} stacked>
        <thead>
          <tr>
            {mayTriage && (
              <Th>
                <span className="sr-only">{t('columns.select')}</span>
              </Th>
            )}
            {COLUMNS.map((column) => (
              <Th key={column} numeric={column === 'events'}>
                {t(`columns.${column}`)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              active={choice.active === row.id}
              chosen={choice.isChosen(row.id)}
              onToggle={mayTriage ? () => choice.toggle(row.id) : null}
            />
          ))}
        </tbody>
      </Table>
      {mayTriage && (
        <AlertBar chosen={choice.chosen} current={choice.current} mayDeclare={mayDeclare} onDone={choice.clear} />
      )}
    </>
  );
}

type RowProps = {
  readonly row: AlertRow;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly onToggle: (() => void) | null;
};

function Row({ row, active, chosen, onToggle }: RowProps) {
  const t = useTranslations('alerts');
  const format = useFormatter();
  const { id, number, severity, entity, events, mergedEvents, lastAt, product, handledBy } = row;
  const title = useAlertWords().titleOf(row);
  const name = `${alertName(number)} ${title}`;
  return (
    <tr
      data-alert={id}
      data-active={active || undefined}
      data-selected={chosen || undefined}
      className="align-top data-active:bg-hover data-selected:bg-accent-soft"
    >
      {onToggle && (
        <Td>
          <Checkbox aria-label={t('choose', { name })} checked={chosen} onCheckedChange={onToggle} />
        </Td>
      )}
      <Td className="whitespace-nowrap">
        <SeverityBadge severity={severityName(severity)} />
      </Td>
      <Td className="min-w-48 @max-2xl:w-full">
        <Link
          href={`/alerts/${number}`}
          prefetch={false}
          data-row-link
          className="font-medium wrap-anywhere hover:underline"
        >
          {title}
        </Link>
        <p className="text-muted text-xs">{`${alertName(number)} · ${product.name}`}</p>
      </Td>
      <Td label={t('columns.entity')} className="max-w-md min-w-40">
        <EntityChips entity={entity} />
      </Td>
      <Td label={t('columns.events')} numeric className="tabular-nums">
        {format.number(events, 'integer')}
        {mergedEvents > 0 && (
          <span className="block text-muted text-xs">{t('mergedEvents', { count: mergedEvents })}</span>
        )}
      </Td>
      <Td label={t('columns.last')}>
        <RelativeTime at={lastAt} />
      </Td>
      <Td label={t('columns.state')}>
        <AlertStateBadge {...row} />
        {handledBy && <span className="ml-1 text-muted text-xs">{handledBy}</span>}
      </Td>
    </tr>
  );
}
