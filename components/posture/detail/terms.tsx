'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { useErrorText } from '@/components/layout/use-error-text';
import { useSaved } from '@/components/posture/use-write';
import { numberOf } from '@/components/settings/number-field';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { saveTermsAction } from '@/lib/safeguards/actions';
import { DAYS_MAX, type SaveTerms, saveTermsSchema } from '@/lib/safeguards/schema';
import type { SafeguardDetail } from '@/lib/safeguards/view-types';

type Props = {
  readonly id: string;
  readonly role: string;
  readonly automatic: boolean;
  /** As the catalogue has it. */
  readonly catalogue: { readonly atLeast: number; readonly days: number };
  readonly terms: SafeguardDetail['terms'];
  readonly known: number;
  readonly owners: readonly { readonly id: string; readonly name: string }[];
};

const ROLE = 'role';

/** Who answers for a promise, and by what it is judged from now on. */
export function TermsDialog({ id, role, automatic, catalogue, terms, known, owners }: Props) {
  const t = useTranslations('posture.writes');
  const [open, setOpen] = useState(false);
  const [owner, setOwner] = useState(terms.ownerId ?? ROLE);
  const saved = useSaved();
  const toast = useToast();
  const errorText = useErrorText();
  const stepUp = useStepUp<SaveTerms, void>({
    key: `safeguard-terms-${id}`,
    schema: saveTermsSchema,
    run: saveTermsAction,
    onDone: () => {
      setOpen(false);
      saved();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const percent = numberOf(form, 'atLeast');
    const input = saveTermsSchema.safeParse({
      ...{ safeguard: id, known, ownerId: owner === ROLE ? null : owner },
      ...{ atLeast: percent === null ? null : percent / 100, days: numberOf(form, 'days'), reason: form.get('reason') },
    });
    if (input.success) stepUp.submit(input.data);
    else toast.show({ title: errorText({ code: 'invalid', details: {} }), tone: 'error' });
  };
  const people = owners.map((one) => ({ value: one.id, label: one.name }));
  return (
    <>
      <Dialog open={open} onOpenChange={setOpen} title={t('terms.title')} trigger={<Button>{t('terms.open')}</Button>}>
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Field label={t('terms.owner')}>
            <Select
              options={[{ value: ROLE, label: t('terms.role', { role }) }, ...people]}
              value={owner}
              onValueChange={setOwner}
            />
          </Field>
          {automatic && (
            <Field
              label={t('terms.atLeast')}
              hint={t('terms.blank', { value: `${Math.round(catalogue.atLeast * 100)} %` })}
            >
              <FieldInput
                name="atLeast"
                type="number"
                min={1}
                max={100}
                defaultValue={terms.atLeast === null ? '' : Math.round(terms.atLeast * 100)}
                className="w-28"
              />
            </Field>
          )}
          <Field label={t('terms.days')} hint={t('terms.blank', { value: catalogue.days })}>
            <FieldInput
              name="days"
              type="number"
              min={1}
              max={DAYS_MAX}
              defaultValue={terms.days ?? ''}
              className="w-28"
            />
          </Field>
          <Field label={t('reason')} hint={t('reasonHint')}>
            <FieldTextarea name="reason" required minLength={10} maxLength={2000} />
          </Field>
          <DialogActions>
            <Button type="submit" variant="primary" busy={stepUp.busy}>
              {t('terms.save')}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
      <StepUpDialog
        stepUp={stepUp}
        verb={t('terms.save')}
        summary={({ safeguard }) => t('terms.summary', { id: safeguard })}
      />
    </>
  );
}
