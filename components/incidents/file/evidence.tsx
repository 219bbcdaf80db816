'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EvidenceDialog } from '@/components/incidents/file/evidence-dialog';
import { EvidenceRow } from '@/components/incidents/file/evidence-row';
import { ExportEvidence } from '@/components/incidents/file/export-evidence';
import { FilePart } from '@/components/incidents/file/part';
import { useRefusalText } from '@/components/incidents/use-incident-verb';
import { ListStates } from '@/components/layout/list-states';
import { refusalOf } from '@/components/layout/refusal';
import { FileDropZone } from '@/components/ui/file-drop-zone';
import { useToast } from '@/components/ui/toast';
import { postFile } from '@/lib/core/ask';
import { evidenceQuery } from '@/lib/incidents/file/queries';
import type { CaseThings, EvidenceWords } from '@/lib/incidents/file/types';
import { incidentKeys } from '@/lib/incidents/keys';

/** Files that prove something, each with its hash and with who had it in hand. */
export function Evidence({ file }: { readonly file: CaseThings }) {
  const t = useTranslations('incidentFile.evidence');
  const { number, mayAddEvidence, mayReadEvidence, mayExportEvidence } = file;
  const query = useQuery(evidenceQuery(number));
  const files = query.data ?? [];
  return (
    <FilePart title={t('heading')} aside={files.length > 0 && mayExportEvidence && <ExportEvidence number={number} />}>
      <ListStates
        query={query}
        count={files.length}
        skeleton={1}
        empty={<p className="mb-2 text-muted">{t('empty')}</p>}
      >
        <ul className="mb-3">
          {files.map((one) => (
            <EvidenceRow key={one.id} number={number} file={one} mayRead={mayReadEvidence} mayWrite={mayAddEvidence} />
          ))}
        </ul>
      </ListStates>
      {mayAddEvidence && <AddEvidence number={number} />}
    </FilePart>
  );
}

const NOTHING: EvidenceWords = { description: '', origin: '', collectedAt: null };

function AddEvidence({ number }: { readonly number: number }) {
  const t = useTranslations('incidentFile.evidence');
  const client = useQueryClient();
  const text = useRefusalText();
  const { show } = useToast();
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const [busy, setBusy] = useState(false);
  const add = async ({ description, origin, collectedAt }: EvidenceWords) => {
    setBusy(true);
    const left: File[] = [];
    for (const file of chosen) {
      const said = { description, origin, ...(collectedAt ? { collectedAt } : {}) };
      const params = new URLSearchParams({ number: String(number), name: file.name, ...said });
      try {
        await postFile(`/api/incidents/evidence?${params}`, file);
        show({ title: t('added', { name: file.name }) });
      } catch (error) {
        left.push(file);
        show({ title: t('failed', { name: file.name }), detail: text(refusalOf(error)), tone: 'error' });
      }
    }
    setBusy(false);
    // What was refused stays, with the words: nobody writes them twice.
    setChosen(left);
    await client.invalidateQueries({ queryKey: incidentKeys.of(number) });
  };
  return (
    <>
      <FileDropZone disabled={busy} chooseLabel={t('choose')} hint={t('hint')} onFiles={setChosen} />
      {chosen.length > 0 && (
        <EvidenceDialog
          title={t('addTitle', { count: chosen.length })}
          lead={chosen.map(({ name }) => name).join(', ')}
          submit={t('addSubmit')}
          words={NOTHING}
          busy={busy}
          onSubmit={add}
          onClose={() => setChosen([])}
        />
      )}
    </>
  );
}
