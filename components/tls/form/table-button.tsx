'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ProductChoice, ProductField, useProductId } from '@/components/assets/product-field';
import { refusalOf } from '@/components/layout/refusal';
import { useTlsFailed } from '@/components/tls/use-tls-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FileDropZone } from '@/components/ui/file-drop-zone';
import { Table, Td, Th } from '@/components/ui/table';
import { sendTable, tlsKeys } from '@/lib/tls/queries';
import type { TableProblem, TakenTable } from '@/lib/tls/table';

type Props = { readonly products: readonly ProductChoice[] };

/** Endpoints as a table: good lines are taken, each other one is named with its remedy. */
export function AddTable({ products }: Props) {
  const t = useTranslations('tls.csv');
  const client = useQueryClient();
  const failed = useTlsFailed();
  const [productId, setProductId] = useProductId(products);
  const [busy, setBusy] = useState(false);
  const [taken, setTaken] = useState<TakenTable | null>(null);
  const send = async ([file]: readonly File[]) => {
    if (!file || productId === null) return;
    setBusy(true);
    setTaken(null);
    setTaken((await sendTable(productId, file).catch((error: unknown) => failed(refusalOf(error)))) ?? null);
    setBusy(false);
    void client.invalidateQueries({ queryKey: tlsKeys.all });
  };
  return (
    <Dialog
      trigger={<Button>{t('button')}</Button>}
      onOpenChange={(open) => open && setTaken(null)}
      title={t('title')}
      description={t('lead')}
      className="w-[min(44rem,calc(100vw-2rem))]"
    >
      <div className="flex flex-col gap-3">
        <a href="/api/tls/template" download className="inline-flex w-fit items-center gap-1 text-accent underline">
          <Download aria-hidden className="size-4" />
          {t('template')}
        </a>
        <ProductField products={products} value={productId} onValueChange={setProductId} />
        <FileDropZone
          multiple={false}
          disabled={busy || productId === null}
          chooseLabel={t('choose')}
          hint={t('drop')}
          onFiles={(files) => void send(files)}
        />
        <div role="status">{taken && <Taken taken={taken} />}</div>
      </div>
    </Dialog>
  );
}

function Taken({ taken: { added, problems, count } }: { readonly taken: TakenTable }) {
  const t = useTranslations('tls.csv');
  return (
    <>
      <p className="mb-2 font-medium">{t('added', { added, count })}</p>
      {problems.length > 0 && (
        <Table label={t('problem')}>
          <thead>
            <tr>
              <Th numeric>{t('line')}</Th>
              <Th>{t('problem')}</Th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem) => (
              <Problem key={`${problem.line} ${problem.code}`} problem={problem} />
            ))}
          </tbody>
        </Table>
      )}
      {count > problems.length && <p className="mt-2 text-muted">{t('more')}</p>}
    </>
  );
}

function Problem({ problem: { line, code, params } }: { readonly problem: TableProblem }) {
  const t = useTranslations('tls.problems');
  const text = (name: string) => String(params[name] ?? '');
  return (
    <tr className="align-top">
      <Td numeric className="tabular-nums">
        {line}
      </Td>
      <Td className="wrap-anywhere">
        {t(code, {
          name: text('name'),
          reason: text('reason'),
          known: text('known'),
          max: Number(params.max ?? 0),
          line: Number(params.line ?? 0),
        })}
      </Td>
    </tr>
  );
}
