'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { NOTHING_SAID, type UploadOptions } from '@/components/imports/upload';
import { UploadRow } from '@/components/imports/upload-row';
import { useUploads } from '@/components/imports/use-uploads';
import { Button } from '@/components/ui/button';
import { FileDropZone } from '@/components/ui/file-drop-zone';
import type { ImportChoices } from '@/lib/imports/types';

const REMEMBERED = 'lagebild.imports.product';

/** The product of the last upload from this browser, where it is still one of those that may be chosen. */
function remembered({ products }: ImportChoices): string {
  const last = typeof localStorage === 'undefined' ? null : localStorage.getItem(REMEMBERED);
  const known = products.find(({ id }) => id === last);
  return known?.id ?? (products.length === 1 ? (products[0]?.id ?? '') : '');
}

/** Drop or choose reports, say what they are of, send them. */
export function UploadPanel({ choices }: { readonly choices: ImportChoices }) {
  const t = useTranslations('imports.upload');
  const { files, add, setOptions, startAll, drop } = useUploads();
  const [asked, setAsked] = useState(false);
  const ready = files.filter(({ state }) => state === 'ready' || state === 'refused');
  const nameless = ready.some(({ options }) => options.product === '');
  const take = (chosen: File[]) =>
    add(chosen, files.at(-1)?.options ?? { ...NOTHING_SAID, product: remembered(choices) });
  const choose = (key: number, options: UploadOptions) => {
    setOptions(key, options);
    if (options.product) localStorage.setItem(REMEMBERED, options.product);
  };
  const send = () => {
    setAsked(true);
    if (!nameless) startAll();
  };
  return (
    <section aria-label={t('title')} className="mb-6">
      <FileDropZone onFiles={take} chooseLabel={t('choose')} hint={t('hint')} />
      {files.length > 0 && (
        <ul className="mt-3">
          {files.map((queued) => (
            <UploadRow
              key={queued.key}
              queued={queued}
              choices={choices}
              onOptions={(options) => choose(queued.key, options)}
              onDrop={() => drop(queued.key)}
            />
          ))}
        </ul>
      )}
      {ready.length > 0 && (
        <div className="mt-3 flex flex-wrap items-center justify-end gap-3">
          {asked && nameless && (
            <p role="alert" className="text-missed-ink">
              {t('productMissing')}
            </p>
          )}
          <Button variant="primary" onClick={send}>
            {t(ready.every(({ options }) => options.preview) ? 'sendPreview' : 'send', { count: ready.length })}
          </Button>
        </div>
      )}
    </section>
  );
}
