'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FileSize } from '@/components/imports/file-size';
import { SourceFields } from '@/components/imports/source-fields';
import type { UploadOptions } from '@/components/imports/upload';
import type { QueuedFile } from '@/components/imports/use-uploads';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Progress } from '@/components/ui/progress';
import { Select } from '@/components/ui/select';
import { ERROR_CODES } from '@/lib/core/errors';
import type { ImportChoices } from '@/lib/imports/types';

const BY_CONTENT = 'content';

type Props = {
  readonly queued: QueuedFile;
  readonly choices: ImportChoices;
  readonly onOptions: (options: UploadOptions) => void;
  readonly onDrop: () => void;
};

function Options({ queued: { file, options }, choices, onOptions }: Props) {
  const t = useTranslations('imports.upload');
  const formats = [
    { value: BY_CONTENT, label: t('byContent') },
    ...choices.formats.map(({ id, label }) => ({ value: id, label })),
  ];
  return (
    <>
      <div className="grid items-center gap-2 sm:grid-cols-[1fr_1fr_1fr_auto]">
        <Select
          label={t('productOf', { file: file.name })}
          options={choices.products.map(({ id, name }) => ({ value: id, label: name }))}
          value={options.product || null}
          placeholder={t('chooseProduct')}
          onValueChange={(product) => onOptions({ ...options, product })}
        />
        <Input
          aria-label={t('targetOf', { file: file.name })}
          placeholder={t('targetFromReport')}
          maxLength={300}
          value={options.target}
          onChange={(event) => onOptions({ ...options, target: event.target.value })}
        />
        <Select
          label={t('formatOf', { file: file.name })}
          options={formats}
          value={options.format || BY_CONTENT}
          onValueChange={(format) => onOptions({ ...options, format: format === BY_CONTENT ? '' : format })}
        />
        <div className="flex flex-col gap-1">
          <Checkbox
            label={t('complete')}
            checked={options.complete}
            onCheckedChange={(complete) => onOptions({ ...options, complete })}
          />
          <Checkbox
            label={t('preview')}
            checked={options.preview}
            onCheckedChange={(preview) => onOptions({ ...options, preview })}
          />
        </div>
      </div>
      <SourceFields file={file.name} options={options} onOptions={onOptions} />
    </>
  );
}

function Refusal({ queued: { error } }: Pick<Props, 'queued'>) {
  const t = useTranslations('imports.upload');
  const errors = useTranslations('errors');
  if (!error) return null;
  const limit = error.details.limitMb;
  const words = () => {
    if (error.code === 'too_large' && typeof limit === 'number') return t('tooLarge', { limit });
    if (error.details.field === 'scan_at') return t('scanAtFuture');
    return errors(ERROR_CODES.find((code) => code === error.code) ?? 'unexpected');
  };
  return (
    <p role="alert" className="text-missed-ink text-sm">
      {words()} {error.requestId && <code className="font-mono text-xs">{error.requestId}</code>}
    </p>
  );
}

/** A chosen file: what it is for, then how much of it has been sent. */
export function UploadRow(props: Props) {
  const { queued, onDrop } = props;
  const { file, state, sent } = queued;
  const t = useTranslations('imports');
  const editable = state === 'ready' || state === 'refused';
  return (
    <li className="flex items-start gap-2 border-line border-b py-2">
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        {editable && (
          <p className="flex justify-between gap-4">
            <span className="truncate font-medium">{file.name}</span>
            <span className="shrink-0 text-muted">
              <FileSize bytes={file.size} />
            </span>
          </p>
        )}
        {editable ? (
          <Options {...props} />
        ) : (
          <Progress label={file.name} value={file.size === 0 ? 100 : Math.min(100, (sent / file.size) * 100)} />
        )}
        <Refusal queued={queued} />
      </div>
      <Button variant="ghost" size="icon" aria-label={t('upload.remove', { file: file.name })} onClick={onDrop}>
        <X aria-hidden />
      </Button>
    </li>
  );
}
