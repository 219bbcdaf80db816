'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { EntryFields } from '@/components/engagements/detail/entry-fields';
import { useVerb } from '@/components/engagements/detail/use-verb';
import { rawEntryOf } from '@/components/engagements/form/read-form';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Spinner } from '@/components/ui/spinner';
import { correctFindingAction } from '@/lib/engagements/actions';
import { type Entry, type EntryProblem, entryOfRecord, readEntry, typedOf } from '@/lib/engagements/entry';
import type { EngagementFinding } from '@/lib/engagements/types';
import { rawQuery } from '@/lib/findings/queries';

type Props = {
  readonly number: number;
  readonly sourceId: string;
  readonly finding: EngagementFinding;
  readonly onClose: () => void;
};

/** Corrects what was entered of a finding; title and place stay. */
export function CorrectDialog({ number, sourceId, finding, onClose }: Props) {
  const t = useTranslations('engagements');
  // Never what was read before: somebody may have corrected it since.
  const { data, isError } = useQuery({ ...rawQuery(finding.id, sourceId), staleTime: 0, gcTime: 0 });
  const before = data ? entryOfRecord(data.raw) : null;
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('correct.title', { number })}
      description={t('correct.lead')}
      className="w-[min(44rem,calc(100vw-2rem))]"
    >
      {before && <CorrectForm number={number} findingId={finding.id} seen={before} onDone={onClose} />}
      {!data && !isError && <Spinner />}
      {(isError || (data && !before)) && <p className="text-missed-ink">{t('correct.unreadable')}</p>}
    </Dialog>
  );
}

type FormProps = {
  readonly number: number;
  readonly findingId: number;
  readonly seen: Entry;
  readonly onDone: () => void;
};

function CorrectForm({ number, findingId, seen, onDone }: FormProps) {
  const t = useTranslations('engagements');
  const { give, busy } = useVerb();
  // As it was when the form was filled.
  const [before] = useState(seen);
  const [problems, setProblems] = useState<readonly EntryProblem[]>([]);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entry = rawEntryOf(new FormData(event.currentTarget));
    const read = readEntry(entry);
    setProblems('problems' in read ? read.problems : []);
    if ('problems' in read) return;
    const input = { number, findingId, before, entry };
    if (await give(() => correctFindingAction(input), t('toast.entered', { count: 1 }))) onDone();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <EntryFields problems={problems} initial={typedOf(before)} />
      <DialogActions>
        <Button type="submit" variant="primary" busy={busy}>
          {t('correct.submit')}
        </Button>
      </DialogActions>
    </form>
  );
}
