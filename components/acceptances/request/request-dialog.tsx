'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RequestForm } from '@/components/acceptances/request/request-form';
import { ScopeChoice } from '@/components/acceptances/request/scope-choice';
import { useAsk } from '@/components/acceptances/request/use-ask';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { previewQuery } from '@/lib/acceptances/queries';
import { coveredBy, requestScope, type Wanted, wantedOf, worstOf } from '@/lib/acceptances/request-scope';
import type { RequestPreview } from '@/lib/acceptances/types';
import type { Selection } from '@/lib/findings/schema';

type Props = {
  readonly selection: Selection;
  /** `done`: it was asked for. */
  readonly onClose: (done: boolean) => void;
};

/** Asks to accept the risk of findings: says first what each choice would cover. */
export function RequestDialog({ selection, onClose }: Props) {
  const t = useTranslations('acceptances.request');
  const preview = useQuery(previewQuery(selection));
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose(false)}
      title={t('title')}
      description={t('lead')}
      className="w-[min(40rem,calc(100vw-2rem))]"
    >
      {preview.isPending && (
        <div aria-busy="true">
          <p className="text-muted">{t('loading')}</p>
          <SkeletonRows rows={4} />
        </div>
      )}
      {preview.isError && <ErrorState onRetry={() => void preview.refetch()} />}
      {preview.data && <Loaded preview={preview.data} selection={selection} onClose={onClose} />}
    </Dialog>
  );
}

type LoadedProps = Props & { readonly preview: RequestPreview };

function Loaded({ preview, selection, onClose }: LoadedProps) {
  const [wanted, setWanted] = useState<Wanted>(() => wantedOf(preview));
  const { ask, busy } = useAsk(() => onClose(true));
  const scope = requestScope(preview, wanted, selection);
  return (
    <RequestForm
      worst={worstOf(preview, wanted)}
      policy={preview.policy}
      busy={busy}
      empty={scope === null || (wanted.scope === 'findings' && coveredBy(preview, wanted) === 0)}
      onSubmit={(reasons, files) => scope && ask(scope, reasons, files)}
    >
      <ScopeChoice preview={preview} wanted={wanted} onChange={setWanted} />
    </RequestForm>
  );
}
