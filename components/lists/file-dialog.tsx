'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { VerbForm } from '@/components/assets/verb-form';
import { PreviewBox } from '@/components/lists/preview-box';
import { usePreview } from '@/components/lists/use-preview';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FileDropZone } from '@/components/ui/file-drop-zone';
import { previewFileAction, replaceListAction } from '@/lib/lists/actions';
import { COLUMNS, FIELDS_OF } from '@/lib/lists/columns';
import { LIST_LIMITS } from '@/lib/lists/limits';
import type { ListView } from '@/lib/lists/view-types';

/** Replaces a list by a file: what would change and become drift is shown first; a single mistake and nothing is changed. */
export function FileDialog({ view }: { readonly view: ListView }) {
  const t = useTranslations('lists.file');
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t('open')}</Button>}
      title={t('title')}
      description={t('lead')}
      className="w-[min(44rem,calc(100vw-2rem))]"
    >
      <FileForm view={view} close={() => setOpen(false)} />
    </Dialog>
  );
}

type Props = { readonly view: ListView; readonly close: () => void };

function FileForm({ view: { kind, product, version }, close }: Props) {
  const t = useTranslations('lists.file');
  const [text, setText] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const input = { kind, productId: product?.id ?? null, version, text: text ?? '' };
  const steps = usePreview({ look: () => previewFileAction(input), save: () => replaceListAction(input), done: close });
  const choose = async ([file]: readonly File[]) => {
    if (!file) return;
    steps.again();
    const tooLarge = file.size > LIST_LIMITS.bytes;
    setText(tooLarge ? null : await file.text());
    setSaid(tooLarge ? t('tooLarge', { kilobytes: LIST_LIMITS.bytes / 1_000 }) : t('chosen', { name: file.name }));
  };
  const columns = FIELDS_OF(kind).map((field) => COLUMNS[kind][field]);
  const verb = { ...steps, run: () => (text === null ? setSaid(t('chooseFirst')) : steps.run()) };
  return (
    <VerbForm verb={verb} submit={steps.ready ? t('replace') : t('look')} close={close}>
      <p className="text-muted">
        {t('columns')} <code className="font-mono">{columns.join(', ')}</code>
      </p>
      <FileDropZone
        multiple={false}
        disabled={steps.busy}
        chooseLabel={t('choose')}
        hint={t('drop')}
        onFiles={(files) => void choose(files)}
      />
      <div role="status" className="flex flex-col gap-2">
        {said !== '' && <p>{said}</p>}
        {steps.preview && <PreviewBox preview={steps.preview} />}
      </div>
    </VerbForm>
  );
}
