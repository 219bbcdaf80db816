'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { FilePart } from '@/components/incidents/file/part';
import { ReasonDialog } from '@/components/incidents/file/reason-dialog';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { ListStates } from '@/components/layout/list-states';
import { Button } from '@/components/ui/button';
import { FileDropZone } from '@/components/ui/file-drop-zone';
import { LinkButton } from '@/components/ui/link-button';
import { useToast } from '@/components/ui/toast';
import { checkEvidenceAction, handEvidenceOverAction } from '@/lib/incidents/file/actions';
import { evidenceQuery } from '@/lib/incidents/file/queries';
import type { EvidenceView } from '@/lib/incidents/file/types';
import { incidentKeys } from '@/lib/incidents/keys';

type Props = { readonly number: number; readonly mayAdd: boolean };

/** Files that prove something, each with its hash and with who had it in hand. */
export function Evidence({ number, mayAdd }: Props) {
  const t = useTranslations('incidentFile.evidence');
  const query = useQuery(evidenceQuery(number));
  const client = useQueryClient();
  const { show } = useToast();
  const [busy, setBusy] = useState(false);
  const add = async (files: readonly File[]) => {
    setBusy(true);
    for (const file of files) {
      const params = new URLSearchParams({ number: String(number), name: file.name });
      const answer = await fetch(`/api/incidents/evidence?${params}`, { method: 'POST', body: file }).catch(() => null);
      if (answer?.ok) show({ title: t('added', { name: file.name }) });
      else show({ title: t('failed', { name: file.name }), tone: 'error' });
    }
    setBusy(false);
    await client.invalidateQueries({ queryKey: incidentKeys.of(number) });
  };
  const files = query.data ?? [];
  return (
    <FilePart title={t('heading')}>
      <ListStates
        query={query}
        count={files.length}
        skeleton={1}
        empty={<p className="mb-2 text-muted">{t('empty')}</p>}
      >
        <ul className="mb-3">
          {files.map((file) => (
            <EvidenceRow key={file.id} number={number} file={file} mayHandOver={mayAdd} />
          ))}
        </ul>
      </ListStates>
      {mayAdd && (
        <FileDropZone
          disabled={busy}
          chooseLabel={t('choose')}
          hint={t('hint')}
          onFiles={(chosen) => void add(chosen)}
        />
      )}
    </FilePart>
  );
}

type RowProps = { readonly number: number; readonly file: EvidenceView; readonly mayHandOver: boolean };

function EvidenceRow({ number, file, mayHandOver }: RowProps) {
  const t = useTranslations('incidentFile.evidence');
  const format = useFormatter();
  const { give, busy } = useIncidentVerb();
  const [handing, setHanding] = useState(false);
  const { id: evidenceId, name, size, sha256, addedBy, custody, description } = file;
  const check = () =>
    give(
      () => checkEvidenceAction({ number, evidenceId }),
      (same) => ({ title: t(same ? 'same' : 'different') }),
    );
  const handOver = async (note: string) => {
    const kept = await give(
      () => handEvidenceOverAction({ number, evidenceId, note }),
      () => ({ title: t('handedOver') }),
    );
    if (kept) setHanding(false);
  };
  return (
    <li className="border-line border-b py-2">
      <p className="font-medium wrap-anywhere">{`E-${file.number} ${name}`}</p>
      {description && <p className="wrap-anywhere">{description}</p>}
      <p className="text-muted text-xs">
        {[format.number(size, { style: 'unit', unit: 'byte' }), file.mediaType, t('by', { name: addedBy })].join(' · ')}
      </p>
      <p className="font-mono text-muted text-xs wrap-anywhere">{sha256}</p>
      <div className="mt-1 flex flex-wrap gap-1">
        <LinkButton
          size="sm"
          prefetch={false}
          href={`/api/incidents/${number}/evidence/${evidenceId}`}
          aria-label={t('downloadOne', { name })}
        >
          {t('download')}
        </LinkButton>
        <Button size="sm" variant="ghost" busy={busy} onClick={() => void check()}>
          {t('check')}
        </Button>
        {mayHandOver && (
          <Button size="sm" variant="ghost" onClick={() => setHanding(true)}>
            {t('handOver')}
          </Button>
        )}
      </div>
      <details className="mt-1">
        <summary className="w-fit cursor-pointer py-0.5 text-muted text-xs">
          {t('custody', { count: custody.length })}
        </summary>
        <ul className="text-xs">
          {custody.map((one) => (
            <li key={one.id} className="wrap-anywhere">
              {[format.dateTime(new Date(one.at), 'exact'), one.by, t(`verbs.${one.verb}`), one.note]
                .filter(Boolean)
                .join(' · ')}
            </li>
          ))}
        </ul>
      </details>
      {handing && (
        <ReasonDialog
          title={t('handOver')}
          lead={t('handOverLead')}
          busy={busy}
          onSubmit={handOver}
          onClose={() => setHanding(false)}
        />
      )}
    </li>
  );
}
