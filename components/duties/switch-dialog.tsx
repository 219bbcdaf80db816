'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { MomentField, useReadMoment } from '@/components/incidents/verbs/moment-field';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { useToast } from '@/components/ui/toast';
import { switchRegimeAction } from '@/lib/duties/actions';
import { type SwitchRegime, switchRegimeSchema } from '@/lib/duties/schema';
import type { RegimeSetting } from '@/lib/duties/types';
import { NOTE_MAX } from '@/lib/incidents/schema';

type Props = { readonly setting: RegimeSetting; readonly open: boolean; readonly onClose: () => void };

/** Why a regime can never apply to the organisation, or can again, and from when; proven by a second factor. */
export function SwitchDialog({ setting, open, onClose }: Props) {
  const t = useTranslations('duties.regimes');
  const common = useTranslations('duties');
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const readMoment = useReadMoment();
  const [missing, setMissing] = useState(false);
  const { regime, title, switches } = setting;
  const known = switches[0]?.number ?? 0;
  const active = !(switches[0]?.active ?? true);
  const stepUp = useStepUp<SwitchRegime, void>({
    key: `duty-regime-${regime}`,
    schema: switchRegimeSchema,
    run: switchRegimeAction,
    onDone: () => {
      toast.show({ title: t('done') });
      router.refresh();
    },
  });
  const submit = (form: FormData) => {
    const reason = textOf(form, 'reason');
    setMissing(reason === '');
    const input = switchRegimeSchema.safeParse({
      ...{ regime, known, active, reason },
      validFrom: readMoment(form, 'validFrom'),
    });
    if (!input.success) return;
    onClose();
    stepUp.submit(input.data);
  };
  const verb = t(active ? 'turnOnNow' : 'turnOffNow');
  return (
    <>
      {open && (
        <FormDialog
          title={title[locale]}
          lead={t(active ? 'onLead' : 'offLead')}
          submit={verb}
          busy={stepUp.busy}
          onSubmit={submit}
          onClose={onClose}
        >
          <Field label={common('why')} error={missing && common('reasonRequired')}>
            <FieldTextarea name="reason" maxLength={NOTE_MAX} />
          </Field>
          <MomentField name="validFrom" label={t('validFrom')} hint={t('validFromHint')} value={null} />
        </FormDialog>
      )}
      <StepUpDialog stepUp={stepUp} verb={verb} summary={({ reason }) => `${title[locale]}: ${reason}`} />
    </>
  );
}
