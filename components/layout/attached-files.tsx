'use client';

import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { Paperclip } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { type Refusal, refusalOf } from '@/components/layout/refusal';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';

/** Of `size` bytes, uploaded at an instant in ISO 8601, with the hex digest of its content. */
type AttachedFile = {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly uploader: { readonly name: string };
  readonly uploadedAt: string;
};

type Props = {
  readonly files: readonly AttachedFile[];
  /** The address under which each is served, by its id. */
  readonly base: string;
  readonly none: string;
  /** Given to who may add one; `extensions` are those that the server takes. */
  readonly attach: {
    readonly label: string;
    readonly extensions: readonly string[];
    readonly send: (file: File) => Promise<unknown>;
    /** Told of each file that was taken. */
    readonly said: string;
    readonly onFailed: (refusal: Refusal) => void;
    /** What is read anew afterwards. */
    readonly changes: QueryKey;
  } | null;
};

/** Files, each a download, with what proves that it is the one that was uploaded. */
export function AttachedFiles({ files, base, none, attach }: Props) {
  const t = useTranslations('ui.files');
  const format = useFormatter();
  return (
    <>
      {files.length === 0 && <p className="text-muted">{none}</p>}
      <ul className="flex flex-col gap-2">
        {files.map((file) => (
          <li key={file.id}>
            <a
              href={`${base}/${file.id}`}
              download
              className="text-accent underline wrap-anywhere"
              aria-label={t('download', { name: file.name })}
            >
              {file.name}
            </a>{' '}
            <span className="text-muted text-xs">{t('size', { size: Math.ceil(file.size / 1000) })}</span>
            <p className="text-muted text-xs">
              {t('uploaded', { name: file.uploader.name, at: format.dateTime(new Date(file.uploadedAt), 'exact') })}
            </p>
            <p className="text-muted text-xs">
              {t('digest')} <code className="font-mono wrap-anywhere">{file.sha256}</code>
            </p>
          </li>
        ))}
      </ul>
      {attach && <Attach {...attach} />}
    </>
  );
}

function Attach({ label, extensions, send, said, onFailed, changes }: NonNullable<Props['attach']>) {
  const client = useQueryClient();
  const toast = useToast();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const sendAll = async (files: readonly File[]) => {
    setBusy(true);
    for (const file of files) {
      await send(file).then(
        () => toast.show({ title: said }),
        (error: unknown) => onFailed(refusalOf(error)),
      );
    }
    setBusy(false);
    await client.invalidateQueries({ queryKey: changes });
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={extensions.join(',')}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          void sendAll(files);
        }}
      />
      <Button size="sm" className="mt-2" busy={busy} onClick={() => input.current?.click()}>
        <Paperclip aria-hidden />
        {label}
      </Button>
    </>
  );
}
