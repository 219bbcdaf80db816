'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CancelButton } from '@/components/imports/cancel-button';
import { CountsLine, CountsRow } from '@/components/imports/counts';
import { Failure } from '@/components/imports/failure';
import { FileSize } from '@/components/imports/file-size';
import { ImportProgress } from '@/components/imports/list';
import { Preview } from '@/components/imports/preview';
import { RetryForm } from '@/components/imports/retry-form';
import { ImportStateBadge } from '@/components/imports/state-badge';
import { UndoButton } from '@/components/imports/undo-button';
import { Warnings } from '@/components/imports/warnings';
import { PageHeader } from '@/components/layout/page-header';
import { buttonClass } from '@/components/ui/button-style';
import { RelativeTime } from '@/components/ui/relative-time';
import { isJudged } from '@/lib/imports/own-source';
import { importQuery } from '@/lib/imports/queries';
import { sourceLabel } from '@/lib/imports/source-name';
import { type ImportChoices, type ImportDetail, isUnderWay } from '@/lib/imports/types';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function useFormatName({ format, formatForced }: ImportDetail, { formats }: ImportChoices): string {
  const t = useTranslations('imports.detail');
  const label = formats.find(({ id }) => id === format)?.label ?? format;
  if (label === null) return t('unknown');
  return formatForced ? t('forced', { format: label }) : label;
}

const SAID = ['branch', 'image', 'environment', 'service'] as const;

function Facts({ shown, choices }: { readonly shown: ImportDetail; readonly choices: ImportChoices }) {
  const t = useTranslations('imports.detail');
  const format = useFormatter();
  const formatName = useFormatName(shown, choices);
  const { startedAt, finishedAt, scanAt } = shown;
  return (
    <section className="mb-6">
      <h2 className="mb-1 font-semibold text-lg">{t('facts')}</h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        <Fact name={t('file')}>{shown.entry === null ? shown.fileName : `${shown.fileName} / ${shown.entry}`}</Fact>
        {shown.archiveId !== null && (
          <Fact name={t('archive')}>
            <Link href={`/imports/${shown.archiveId}`} className="underline">
              {shown.fileName}
            </Link>
          </Fact>
        )}
        {shown.archiveId === null && (
          <Fact name={t('size')}>
            <FileSize bytes={shown.size} />
          </Fact>
        )}
        <Fact name={t('format')}>{formatName}</Fact>
        {SAID.map(
          (word) =>
            shown[word] !== null && (
              <Fact key={word} name={t(word)}>
                {shown[word]}
              </Fact>
            ),
        )}
        <Fact name={t('complete')}>{t(shown.complete ? 'completeYes' : 'completeNo')}</Fact>
        {scanAt !== null && <Fact name={t('scanAt')}>{format.dateTime(new Date(scanAt), 'exact')}</Fact>}
        <Fact name={t('received')}>
          <RelativeTime at={shown.createdAt} />
        </Fact>
        <Fact name={t('by')}>{shown.createdByName}</Fact>
        {startedAt !== null && finishedAt !== null && (
          <Fact name={t('took')}>
            {t('seconds', { seconds: (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 })}
          </Fact>
        )}
        {shown.sha256 !== null && (
          <Fact name="SHA-256">
            <code className="font-mono text-sm">{shown.sha256}</code>
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Entries({ shown }: { readonly shown: ImportDetail }) {
  const t = useTranslations('imports.detail');
  if (shown.entries.length === 0) return null;
  return (
    <section className="mb-6">
      <h2 className="mb-1 font-semibold text-lg">{t('entries')}</h2>
      <ul>
        {shown.entries.map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-1.5">
            <Link href={`/imports/${entry.id}`} className="font-medium hover:underline">
              {entry.entry}
            </Link>
            <ImportStateBadge state={entry.state} stopping={entry.stopping} />
            {entry.state === 'done' && <CountsLine importId={entry.id} counts={entry.counts} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Props = {
  readonly id: string;
  readonly choices: ImportChoices;
  readonly mayIngest: boolean;
  readonly mayUndo: boolean;
};

/** One import: what it did, or why not; moves by itself while it runs. */
export function ImportDetailView({ id, choices, mayIngest, mayUndo }: Props) {
  const t = useTranslations('imports');
  const { data: shown } = useQuery(importQuery(id));
  if (!shown) return null;
  const over = shown.state === 'failed' || shown.state === 'cancelled';
  return (
    <>
      <PageHeader
        title={shown.source ? sourceLabel(shown.source) : (shown.entry ?? shown.fileName)}
        lead={shown.product.name}
        actions={
          <>
            <ImportStateBadge state={shown.state} stopping={shown.stopping} />
            {mayIngest && isUnderWay(shown.state) && !shown.stopping && !isJudged(shown) && (
              <CancelButton id={id} label={t('cancelOf', { file: shown.fileName })} />
            )}
            {mayUndo && shown.undoable && <UndoButton id={id} />}
            {shown.kept && (
              <a href={`/api/imports/${id}/report`} download className={buttonClass()}>
                <Download aria-hidden />
                {t('detail.download')}
              </a>
            )}
          </>
        }
      />
      {isUnderWay(shown.state) && (
        <div className="mb-6">
          <ImportProgress row={shown} />
        </div>
      )}
      {shown.error && <Failure error={shown.error} />}
      {over && mayIngest && shown.kept && <RetryForm id={id} format={shown.format} choices={choices} />}
      {shown.state === 'done' && shown.entries.length === 0 && <CountsRow importId={id} counts={shown.counts} />}
      {shown.state === 'previewed' && <Preview shown={shown} mayIngest={mayIngest} />}
      <Entries shown={shown} />
      <Warnings warnings={shown.warnings} />
      <Facts shown={shown} choices={choices} />
    </>
  );
}
