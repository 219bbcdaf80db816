'use client';

import { useQuery } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { EntityChips } from '@/components/alerts/entity-chips';
import { NoteDialog } from '@/components/alerts/note-dialog';
import { useAlertVerb } from '@/components/alerts/use-alert-verb';
import { useAlertWords } from '@/components/alerts/use-alert-words';
import { ListStates } from '@/components/layout/list-states';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Table, Td, Th } from '@/components/ui/table';
import { endSuppressionAction } from '@/lib/alerts/actions';
import { suppressionsQuery } from '@/lib/alerts/queries';
import { SUPPRESSION_VIEWS, suppressionParsers } from '@/lib/alerts/search-params';
import type { SuppressionRow } from '@/lib/alerts/types';

/** What is held back now, or was; each with what it held back, and ended here. */
export function SuppressionWorkspace() {
  const t = useTranslations('alerts.suppressions');
  const [address, setAddress] = useQueryStates(suppressionParsers, { history: 'replace', scroll: false });
  const list = useQuery(suppressionsQuery(address));
  const [ending, setEnding] = useState<SuppressionRow | null>(null);
  const rows = list.data ?? [];
  return (
    <>
      <div className="mb-3">
        <SegmentedControl
          label={t('view')}
          options={SUPPRESSION_VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
          value={address.view}
          onValueChange={(view) => void setAddress({ view })}
        />
      </div>
      <ListStates
        query={list}
        count={rows.length}
        empty={
          <EmptyState icon={<BellOff />} title={t('empty')}>
            {t('emptyLead')}
          </EmptyState>
        }
      >
        <SuppressionTable rows={rows} onEnd={setEnding} />
      </ListStates>
      {ending && <EndDialog id={ending.id} onClose={() => setEnding(null)} />}
    </>
  );
}

function EndDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useTranslations('alerts');
  const { give, busy } = useAlertVerb();
  const end = async (reason: string) => {
    if (
      await give(
        () => endSuppressionAction({ id, reason }),
        () => ({ title: t('toast.ended') }),
      )
    )
      onClose();
  };
  return (
    <NoteDialog
      title={t('suppressions.endTitle')}
      lead={t('suppressions.endLead')}
      label={t('noteDialog.why')}
      submit={t('suppressions.endSubmit')}
      busy={busy}
      onSubmit={(reason) => void end(reason)}
      onClose={onClose}
    />
  );
}

type TableProps = { readonly rows: readonly SuppressionRow[]; readonly onEnd: (row: SuppressionRow) => void };

const COLUMNS = ['rule', 'where', 'reason', 'by', 'until', 'held'] as const;

function SuppressionTable({ rows, onEnd }: TableProps) {
  const t = useTranslations('alerts.suppressions');
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Th key={column}>{t(column)}</Th>
          ))}
          <Th>
            <span className="sr-only">{t('end')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} onEnd={() => onEnd(row)} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ row, onEnd }: { readonly row: SuppressionRow; readonly onEnd: () => void }) {
  const t = useTranslations('alerts.suppressions');
  const format = useFormatter();
  const { rule, entity, reason, createdBy, createdAt, expiresAt, endedAt, active, events, lastAt, product, mayEnd } =
    row;
  const { nameOf } = useAlertWords();
  const whole = Object.keys(entity).length === 0;
  return (
    <tr className="align-top">
      <Td className="min-w-40">
        <span className="font-medium wrap-anywhere">{nameOf(rule)}</span>
        <p className="text-muted text-xs">{product.name}</p>
      </Td>
      <Td label={t('where')}>{whole ? t('everything') : <EntityChips entity={entity} />}</Td>
      <Td label={t('reason')} className="wrap-anywhere">
        {reason}
      </Td>
      <Td label={t('by')}>
        {createdBy} <RelativeTime at={createdAt} />
      </Td>
      <Td label={t('until')}>
        <RelativeTime at={endedAt ?? expiresAt} />
        {!active && <span className="block text-muted text-xs">{t(endedAt ? 'ended' : 'expired')}</span>}
      </Td>
      <Td label={t('held')} className="tabular-nums">
        {format.number(events, 'integer')}
        {lastAt && (
          <span className="block text-muted text-xs">
            {t.rich('heldLast', { last: () => <RelativeTime at={lastAt} /> })}
          </span>
        )}
      </Td>
      <Td>
        {mayEnd && (
          <Button size="sm" aria-label={t('endOne', { rule: nameOf(rule) })} onClick={onEnd}>
            {t('end')}
          </Button>
        )}
      </Td>
    </tr>
  );
}
