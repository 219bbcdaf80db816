'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ProductChoice, ProductField, useProductId } from '@/components/assets/product-field';
import { useRefusal } from '@/components/backups/use-verb';
import { refusalOf } from '@/components/layout/refusal';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { FileDropZone } from '@/components/ui/file-drop-zone';
import { Select } from '@/components/ui/select';
import { sendBackupDocument } from '@/lib/backups/queries';
import type { Receipt } from '@/lib/backups/types';

export type ShapeChoice = { readonly id: string; readonly label: string };

type Props = { readonly products: readonly ProductChoice[]; readonly shapes: readonly ShapeChoice[] };

/** Takes what a backup tool printed, and says what became of it. */
export function UploadButton({ products, shapes }: Props) {
  const t = useTranslations('backups.upload');
  const router = useRouter();
  const refusal = useRefusal();
  const [productId, setProductId] = useProductId(products);
  const [shape, setShape] = useState(shapes[0]?.id ?? '');
  const [sender, setSender] = useState('upload');
  const [zone, setZone] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const told = ({ changed, points, newPoints: fresh, gonePoints: gone, checks }: Receipt) =>
    changed ? t('done', { points, fresh, gone, checks }) : t('same');
  const send = async ([file]: readonly File[]) => {
    if (!file || productId === null) return;
    setBusy(true);
    setSaid(
      await sendBackupDocument({ productId, shape, sender, zone }, file).then(told, (error: unknown) =>
        refusal(refusalOf(error)),
      ),
    );
    setBusy(false);
    router.refresh();
  };
  return (
    <Dialog
      trigger={<Button>{t('open')}</Button>}
      onOpenChange={() => setSaid('')}
      title={t('title')}
      description={t('lead')}
    >
      <div className="flex flex-col gap-3">
        <ProductField products={products} value={productId} onValueChange={setProductId} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('tool')}>
            <Select
              options={shapes.map(({ id, label }) => ({ value: id, label }))}
              value={shape}
              onValueChange={setShape}
            />
          </Field>
          <Field label={t('sender')} hint={t('senderHint')}>
            <FieldInput value={sender} onChange={({ target }) => setSender(target.value)} maxLength={100} />
          </Field>
        </div>
        {shape === 'borg' && (
          <Field label={t('zone')}>
            <FieldInput value={zone} onChange={({ target }) => setZone(target.value)} />
          </Field>
        )}
        <FileDropZone
          multiple={false}
          disabled={busy || productId === null || sender.trim() === ''}
          chooseLabel={t('file')}
          hint=""
          onFiles={(files) => void send(files)}
        />
        <p role="status">{said}</p>
      </div>
    </Dialog>
  );
}
