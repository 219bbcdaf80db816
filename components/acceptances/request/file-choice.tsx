'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { EVIDENCE_EXTENSIONS } from '@/lib/acceptances/media-type';

type Props = { readonly files: readonly File[]; readonly onChange: (files: readonly File[]) => void };

/** Files to be sent along, each with a way out. */
export function FileChoice({ files, onChange }: Props) {
  const t = useTranslations('acceptances.request');
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <fieldset aria-describedby={id} className="flex flex-col items-start gap-1">
      <legend className="mb-1 font-medium">{t('files')}</legend>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={EVIDENCE_EXTENSIONS.join(',')}
        onChange={({ target }) => {
          onChange([...files, ...(target.files ?? [])]);
          target.value = '';
        }}
      />
      {files.map((file) => (
        <span key={`${file.name} ${file.lastModified} ${file.size}`} className="flex max-w-full items-center gap-1">
          <span className="truncate">{file.name}</span>
          <Button
            size="icon"
            variant="ghost"
            aria-label={t('remove', { name: file.name })}
            onClick={() => onChange(files.filter((one) => one !== file))}
          >
            <X aria-hidden />
          </Button>
        </span>
      ))}
      <Button size="sm" onClick={() => input.current?.click()}>
        {t('choose')}
      </Button>
      <p id={id} className="text-muted text-xs">
        {t('filesHint')}
      </p>
    </fieldset>
  );
}
