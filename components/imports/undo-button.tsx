'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import type { ErrorDetails } from '@/lib/core/errors';
import { undoImportAction } from '@/lib/imports/actions';
import { importKeys } from '@/lib/imports/queries';

const REASONS = ['not_done', 'judged', 'too_late', 'importing', 'joined', 'later_report', 'decided'] as const;

/** Why it was not undone, with the ways to what stands in the way. */
function Refusal({ details }: { readonly details: ErrorDetails }) {
  const t = useTranslations('imports.undo');
  const reason = REASONS.find((one) => one === details.reason) ?? 'not_done';
  const findings = Array.isArray(details.findings) ? details.findings : [];
  return (
    <div role="alert" className="mt-3 text-missed-ink">
      <p>{t(`refused.${reason}`, { count: typeof details.count === 'number' ? details.count : 0 })}</p>
      {typeof details.import === 'string' && (
        <Link href={`/imports/${details.import}`} className="underline">
          {t('open')}
        </Link>
      )}
      <ul className="flex flex-wrap gap-x-3">
        {findings.map((id) => (
          <li key={id}>
            <Link href={`/findings/${id}`} className="inline-block py-1 underline">
              #{id}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Takes an import back, after a question: an undo has no undo. */
export function UndoButton({ id }: { readonly id: string }) {
  const t = useTranslations('imports.undo');
  const errors = useTranslations('errors');
  const client = useQueryClient();
  const { show } = useToast();
  const [open, setOpen] = useState(false);
  const [refused, setRefused] = useState<ErrorDetails | null>(null);
  const [busy, begin] = useTransition();
  const turn = (next: boolean) => {
    setRefused(null);
    setOpen(next);
  };
  const undo = () =>
    begin(async () => {
      const result = await undoImportAction(id);
      if (result.ok) show({ title: t('done') });
      else if (result.error.code !== 'conflict') show({ title: errors(result.error.code), tone: 'error' });
      const conflict = !result.ok && result.error.code === 'conflict' ? result.error.details : null;
      setRefused(conflict);
      setOpen(conflict !== null);
      await client.invalidateQueries({ queryKey: importKeys.all });
    });
  const trigger = (
    <Button>
      <Undo2 aria-hidden />
      {t('verb')}
    </Button>
  );
  return (
    <Dialog open={open} onOpenChange={turn} trigger={trigger} title={t('title')} description={t('text')}>
      {refused && <Refusal details={refused} />}
      <DialogActions>
        <Button variant="primary" busy={busy} onClick={undo}>
          {t('verb')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
