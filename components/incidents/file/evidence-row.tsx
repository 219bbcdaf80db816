'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { EvidenceDialog } from '@/components/incidents/file/evidence-dialog';
import { ReasonDialog } from '@/components/incidents/file/reason-dialog';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import { checkEvidenceAction, correctEvidenceAction, handEvidenceOverAction } from '@/lib/incidents/file/actions';
import type { EvidenceView, EvidenceWords } from '@/lib/incidents/file/types';

type Props = {
  readonly number: number;
  readonly file: EvidenceView;
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
};

/** One file: what is said of it, its hash, and who had it in hand. */
export function EvidenceRow({ number, file, mayRead, mayWrite }: Props) {
  const t = useTranslations('incidentFile.evidence');
  const format = useFormatter();
  const { id: evidenceId, name, size, sha256, addedBy, addedAt, description, origin, collectedAt } = file;
  const exact = (at: string) => format.dateTime(new Date(at), 'exact');
  const facts = [
    format.number(size, { style: 'unit', unit: 'byte' }),
    file.mediaType,
    t('byAt', { name: addedBy, at: exact(addedAt) }),
  ];
  return (
    <li className="border-line border-b py-2">
      <p className="font-medium wrap-anywhere">{`E-${file.number} ${name}`}</p>
      {description && <p className="whitespace-pre-line wrap-anywhere">{description}</p>}
      <p className="text-xs wrap-anywhere">
        {t('taken', {
          at: collectedAt ? exact(collectedAt) : t('unknown'),
          origin: origin === '' ? t('unknown') : origin,
        })}
      </p>
      <p className="text-muted text-xs">{facts.join(' · ')}</p>
      <p className="font-mono text-muted text-xs wrap-anywhere">{sha256}</p>
      <div className="mt-1 flex flex-wrap gap-1">
        {mayRead && (
          <LinkButton
            size="sm"
            prefetch={false}
            href={`/api/incidents/${number}/evidence/${evidenceId}`}
            aria-label={t('downloadOne', { name })}
          >
            {t('download')}
          </LinkButton>
        )}
        <Verbs number={number} file={file} mayRead={mayRead} mayWrite={mayWrite} />
      </div>
      <Corrections file={file} />
      <details className="mt-1">
        <summary className="w-fit cursor-pointer py-0.5 text-muted text-xs">
          {t('custody', { count: file.custody.length })}
        </summary>
        <ul className="text-xs">
          {file.custody.map((one) => (
            <li key={one.id} className="wrap-anywhere">
              {[exact(one.at), one.by, t(`verbs.${one.verb}`), one.note].filter(Boolean).join(' · ')}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function Verbs({ number, file, mayRead, mayWrite }: Props) {
  const t = useTranslations('incidentFile.evidence');
  const { give, busy } = useIncidentVerb();
  const [asked, setAsked] = useState<'handOver' | 'correct' | null>(null);
  const { id: evidenceId, name, corrections } = file;
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
    if (kept) setAsked(null);
  };
  const correct = async (words: EvidenceWords, reason: string) => {
    const kept = await give(
      () => correctEvidenceAction({ number, evidenceId, seen: corrections.length, reason, ...words }),
      () => ({ title: t('correctedOne') }),
    );
    if (kept) setAsked(null);
  };
  return (
    <>
      {mayRead && (
        <Button size="sm" variant="ghost" busy={busy} onClick={() => void check()}>
          {t('check')}
        </Button>
      )}
      {mayWrite && (
        <>
          <Button size="sm" variant="ghost" onClick={() => setAsked('correct')}>
            {t('correct')}
          </Button>
          {mayRead && (
            <Button size="sm" variant="ghost" onClick={() => setAsked('handOver')}>
              {t('handOver')}
            </Button>
          )}
        </>
      )}
      {asked === 'handOver' && (
        <ReasonDialog
          title={t('handOver')}
          lead={t('handOverLead')}
          busy={busy}
          onSubmit={handOver}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'correct' && (
        <EvidenceDialog
          title={t('correctTitle')}
          lead={t('correctLead', { name })}
          submit={t('correctSubmit')}
          words={file}
          correcting
          busy={busy}
          onSubmit={correct}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function Corrections({ file: { corrections } }: Pick<Props, 'file'>) {
  const t = useTranslations('incidentFile.evidence');
  const format = useFormatter();
  const exact = (at: string) => format.dateTime(new Date(at), 'exact');
  if (corrections.length === 0) return null;
  return (
    <details className="mt-1">
      <summary className="w-fit cursor-pointer py-0.5 text-muted text-xs">
        {t('corrections', { count: corrections.length })}
      </summary>
      <ul className="text-xs">
        {corrections.map(({ number, at, by, reason, before }) => (
          <li key={number} className="mb-1 wrap-anywhere">
            {[exact(at), by, reason].join(' · ')}
            <span className="block text-muted">
              {t('before', {
                description: before.description || '–',
                taken: t('taken', {
                  at: before.collectedAt ? exact(before.collectedAt) : t('unknown'),
                  origin: before.origin === '' ? t('unknown') : before.origin,
                }),
              })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
