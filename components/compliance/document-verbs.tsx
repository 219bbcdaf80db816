'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DocumentDialog } from '@/components/compliance/document-dialog';
import { ReviewDialog } from '@/components/compliance/review-dialog';
import { useComplianceVerb } from '@/components/compliance/use-compliance-verb';
import { Button } from '@/components/ui/button';
import { archiveDocumentAction } from '@/lib/compliance/actions';
import type { DocumentRow } from '@/lib/compliance/data/documents';
import type { Person } from '@/lib/compliance/view-types';

type People = { readonly people: readonly Person[] };

export function AddDocument({ people }: People) {
  const t = useTranslations('compliance.documents');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {open && <DocumentDialog document={null} people={people} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What may be done with a document: one in use is reviewed, changed or archived; an archived one comes back. */
export function DocumentVerbs({ document, people }: People & { readonly document: DocumentRow }) {
  const t = useTranslations('compliance.documents');
  const { give, busy } = useComplianceVerb();
  const [asked, setAsked] = useState<'review' | 'change' | null>(null);
  const { id, version, archived, title } = document;
  const move = () => archiveDocumentAction({ id, version, archived: !archived });
  return (
    <span className="flex flex-wrap justify-end gap-1">
      {!archived &&
        (['review', 'change'] as const).map((verb) => (
          <Button key={verb} size="sm" onClick={() => setAsked(verb)} aria-label={t(`${verb}Of`, { title })}>
            {t(`verbs.${verb}`)}
          </Button>
        ))}
      <Button
        size="sm"
        variant="ghost"
        busy={busy}
        aria-label={t(archived ? 'restoreOf' : 'archiveOf', { title })}
        onClick={() => void give(move, t('saved'))}
      >
        {t(archived ? 'verbs.restore' : 'verbs.archive')}
      </Button>
      {asked === 'review' && <ReviewDialog document={document} onClose={() => setAsked(null)} />}
      {asked === 'change' && <DocumentDialog document={document} people={people} onClose={() => setAsked(null)} />}
    </span>
  );
}
