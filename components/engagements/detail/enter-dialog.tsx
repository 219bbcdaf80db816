'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, useRef, useState } from 'react';
import { EntryFields } from '@/components/engagements/detail/entry-fields';
import { rawEntryOf } from '@/components/engagements/form/read-form';
import { useFailed } from '@/components/engagements/use-told';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { enterFindingAction } from '@/lib/engagements/actions';
import { type EntryProblem, readEntry } from '@/lib/engagements/entry';
import { engagementKeys } from '@/lib/engagements/queries';
import type { EngagementDetail } from '@/lib/engagements/types';

type Props = { readonly engagement: EngagementDetail; readonly onClose: () => void };
/** What the buttons do once the finding is taken in. */
type Then = 'close' | 'next';

/** One finding by form; one that the test has already is shown, and replaced only when asked for. */
export function EnterDialog({ engagement, onClose }: Props) {
  const t = useTranslations('engagements');
  const client = useQueryClient();
  const toast = useToast();
  const failed = useFailed();
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly EntryProblem[]>([]);
  const [known, setKnown] = useState<number | null>(null);
  const [turn, setTurn] = useState(0);
  const then = useRef<Then>('close');
  const { number, product } = engagement;
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entry = rawEntryOf(new FormData(event.currentTarget));
    const read = readEntry(entry);
    setProblems('problems' in read ? read.problems : []);
    if ('problems' in read) return;
    setBusy(true);
    const result = await enterFindingAction({ number, entry, replace: known !== null });
    setBusy(false);
    const { finding, issue } = result.ok ? {} : result.error.details;
    if (issue === 'exists' && typeof finding === 'number') return setKnown(finding);
    setKnown(null);
    if (!result.ok) return failed(result.error);
    toast.show({ title: t('toast.entered', { count: 1 }) });
    void client.invalidateQueries({ queryKey: engagementKeys.all });
    if (then.current === 'close') onClose();
    else setTurn(turn + 1);
  };
  const after = (what: Then) => () => {
    then.current = what;
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('enter.title', { number })}
      description={t('enter.lead', { product: product.name })}
      className="w-[min(44rem,calc(100vw-2rem))]"
    >
      <form key={turn} onSubmit={submit} onChange={() => setKnown(null)} noValidate className="flex flex-col gap-4">
        <EntryFields problems={problems} />
        {known !== null && (
          <p role="alert" className="text-missed-ink">
            {t('enter.exists')}{' '}
            <Link href={`/findings/${known}`} target="_blank" className="underline">
              {`#${known}`}
            </Link>
          </p>
        )}
        <DialogActions>
          <Button type="submit" busy={busy} onClick={after('next')}>
            {t('enter.saveNext')}
          </Button>
          <Button type="submit" variant="primary" busy={busy} onClick={after('close')}>
            {known === null ? t('enter.save') : t('enter.replace')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
