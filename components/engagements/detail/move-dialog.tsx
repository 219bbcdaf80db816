'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { useVerb } from '@/components/engagements/detail/use-verb';
import { textOf } from '@/components/engagements/form/read-form';
import { useRefusalText } from '@/components/engagements/use-told';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { moveEngagementAction } from '@/lib/engagements/actions';
import { type Refusal, refuseVerb } from '@/lib/engagements/rules';
import { NOTE_MAX } from '@/lib/engagements/schema';
import type { EngagementDetail } from '@/lib/engagements/types';

type Verb = 'plan_retest' | 'close' | 'reopen';
type Props = { readonly engagement: EngagementDetail; readonly verb: Verb; readonly onClose: () => void };

function useWords({ number, findings, reportedAt }: EngagementDetail, verb: Verb) {
  const t = useTranslations('engagements.move');
  if (verb === 'plan_retest') return { title: t('planTitle', { number }), lead: t('planLead'), submit: t('plan') };
  if (verb === 'reopen') return { title: t('reopenTitle', { number }), lead: t('reopenLead'), submit: t('reopen') };
  const lead = reportedAt === null ? t('closeUnreported') : t('closeLead', { open: findings.open });
  return { title: t('closeTitle', { number }), lead, submit: t('close') };
}

/** Plans a retest, closes or reopens, with a note that the history keeps. */
export function MoveDialog({ engagement, verb, onClose }: Props) {
  const t = useTranslations('engagements.move');
  const words = useWords(engagement, verb);
  const refusalText = useRefusalText();
  const { give, busy } = useVerb();
  const [issue, setIssue] = useState<Refusal | null>(null);
  const told = useTranslations('engagements.toast');
  const { id, version, state, startsOn, reportedAt, files, findings, entries } = engagement;
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = { verb, note: textOf(form, 'note'), dueOn: textOf(form, 'dueOn') || null };
    const reported = reportedAt !== null;
    const arriving = entries.some((entry) => entry.state === 'under_way');
    const begins = new Date(startsOn);
    const standing = { state, startsOn: begins, reported, files: files.length, open: findings.open, arriving };
    const found = refuseVerb(input, standing, new Date());
    setIssue(found);
    if (found) return;
    if (await give(() => moveEngagementAction({ id, version, ...input }), told('moved'))) onClose();
  };
  const wrong = issue && refusalText({ code: 'invalid', details: { issue } });
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={words.title} description={words.lead}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {verb === 'plan_retest' && (
          <Field label={t('dueOn')} error={wrong}>
            <FieldInput type="date" name="dueOn" defaultValue={engagement.retestDueOn ?? undefined} className="w-44" />
          </Field>
        )}
        <Field label={t('note')} hint={t('noteHint')} error={verb !== 'plan_retest' && wrong}>
          <FieldTextarea name="note" maxLength={NOTE_MAX} />
        </Field>
        <DialogActions>
          <Button type="submit" variant="primary" busy={busy}>
            {words.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
