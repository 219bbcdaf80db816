'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Paperclip } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { refusalOf, useFailed } from '@/components/engagements/use-told';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { EVIDENCE_EXTENSIONS } from '@/lib/acceptances/media-type';
import { engagementKeys, sendFile } from '@/lib/engagements/queries';
import type { EngagementDetail } from '@/lib/engagements/types';

/** The testers' report, each file a download, with what proves that it is the one that was uploaded. */
export function EngagementFiles({ engagement }: { readonly engagement: EngagementDetail }) {
  const t = useTranslations('engagements.detail');
  const format = useFormatter();
  const { number, files, rights } = engagement;
  return (
    <>
      {files.length === 0 && <p className="text-muted">{t('noFiles')}</p>}
      <ul className="flex flex-col gap-2">
        {files.map((file) => (
          <li key={file.id}>
            <a
              href={`/api/engagements/${number}/files/${file.id}`}
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
      {rights.attach && <Attach number={number} />}
    </>
  );
}

function Attach({ number }: { readonly number: number }) {
  const t = useTranslations('engagements');
  const client = useQueryClient();
  const toast = useToast();
  const failed = useFailed();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const send = async (files: readonly File[]) => {
    setBusy(true);
    for (const file of files) {
      await sendFile(number, file).then(
        () => toast.show({ title: t('toast.attached') }),
        (error: unknown) => failed(refusalOf(error)),
      );
    }
    setBusy(false);
    await client.invalidateQueries({ queryKey: engagementKeys.all });
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={EVIDENCE_EXTENSIONS.join(',')}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          void send(files);
        }}
      />
      <Button size="sm" className="mt-2" busy={busy} onClick={() => input.current?.click()}>
        <Paperclip aria-hidden />
        {t('verbs.attach')}
      </Button>
    </>
  );
}
