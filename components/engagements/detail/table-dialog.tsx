'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFailed } from '@/components/engagements/use-told';
import { refusalOf } from '@/components/layout/refusal';
import { Dialog } from '@/components/ui/dialog';
import { FileDropZone } from '@/components/ui/file-drop-zone';
import { Table, Td, Th } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import { engagementKeys, sendTable } from '@/lib/engagements/queries';
import type { TableProblem, TakenTable } from '@/lib/engagements/table-problem';

type Props = { readonly number: number; readonly onClose: () => void };

/** Findings as a table: taken whole, or refused with each mistake and its remedy. */
export function TableDialog({ number, onClose }: Props) {
  const t = useTranslations('engagements');
  const client = useQueryClient();
  const toast = useToast();
  const failed = useFailed();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Extract<TakenTable, { kind: 'refused' }> | null>(null);
  const send = async ([file]: readonly File[]) => {
    if (!file) return;
    setBusy(true);
    setRefused(null);
    const taken = await sendTable(number, file).catch((error: unknown) => failed(refusalOf(error)));
    setBusy(false);
    if (!taken) return;
    if (taken.kind === 'refused') return setRefused(taken);
    toast.show({ title: t('toast.entered', { count: taken.count }) });
    void client.invalidateQueries({ queryKey: engagementKeys.all });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('csv.title', { number })}
      description={t('csv.lead')}
      className="w-[min(44rem,calc(100vw-2rem))]"
    >
      <p className="mb-3">
        <a href="/api/engagements/template" download className="inline-flex items-center gap-1 text-accent underline">
          <Download aria-hidden className="size-4" />
          {t('csv.template')}
        </a>
      </p>
      <FileDropZone
        multiple={false}
        disabled={busy}
        chooseLabel={t('csv.choose')}
        hint={t('csv.drop')}
        onFiles={(files) => void send(files)}
      />
      <div role="status" className="mt-3">
        {refused && <Problems problems={refused.problems} count={refused.count} />}
      </div>
    </Dialog>
  );
}

type ProblemsProps = { readonly problems: readonly TableProblem[]; readonly count: number };

function Problems({ problems, count }: ProblemsProps) {
  const t = useTranslations('engagements');
  return (
    <>
      <p className="mb-2 font-medium text-missed-ink">{t('csv.refused', { count })}</p>
      <Table label={t('csv.problem')}>
        <thead>
          <tr>
            <Th numeric>{t('csv.line')}</Th>
            <Th>{t('csv.column')}</Th>
            <Th>{t('csv.problem')}</Th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem) => (
            <Problem key={`${problem.line} ${problem.column} ${problem.code}`} problem={problem} />
          ))}
        </tbody>
      </Table>
      {count > problems.length && <p className="mt-2 text-muted">{t('csv.more')}</p>}
    </>
  );
}

function Problem({ problem: { line, column, code, params } }: { readonly problem: TableProblem }) {
  const t = useTranslations('engagements.problems');
  const number = (name: string) => Number(params[name] ?? 0);
  const text = (name: string) => String(params[name] ?? '');
  return (
    <tr className="align-top">
      <Td numeric className="tabular-nums">
        {line}
      </Td>
      <Td>{column && <code className="font-mono">{column}</code>}</Td>
      <Td className="wrap-anywhere">
        {t(code, {
          name: text('name'),
          reason: text('reason'),
          max: number('max'),
          line: number('line'),
          cells: number('cells'),
          columns: number('columns'),
        })}
      </Td>
    </tr>
  );
}
