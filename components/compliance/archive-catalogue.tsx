'use client';

import { useTranslations } from 'next-intl';
import { useComplianceVerb } from '@/components/compliance/use-compliance-verb';
import { Button } from '@/components/ui/button';
import { archiveCatalogueAction } from '@/lib/compliance/actions';

/** Takes an imported catalogue out of use, or back: either can be undone by the other. */
export function ArchiveCatalogue({ number, archived }: { readonly number: number; readonly archived: boolean }) {
  const t = useTranslations('compliance.import');
  const { give, busy } = useComplianceVerb();
  const said = t(archived ? 'restored' : 'archivedNow');
  return (
    <Button busy={busy} onClick={() => void give(() => archiveCatalogueAction({ number, archived: !archived }), said)}>
      {t(archived ? 'restore' : 'archive')}
    </Button>
  );
}
