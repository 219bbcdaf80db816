'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useComplianceVerb } from '@/components/compliance/use-compliance-verb';
import { FormDialog, textOf } from '@/components/incidents/verbs/form-dialog';
import { Field } from '@/components/ui/field';
import { FieldInput, FieldTextarea } from '@/components/ui/field-input';
import { settleAuditAction } from '@/lib/compliance/actions';
import { TEXT_MAX } from '@/lib/compliance/schema';

type Props = {
  readonly id: string;
  readonly version: number;
  readonly how: 'hold' | 'callOff';
  readonly onClose: () => void;
};

/** It was held, or is called off: the day and what came of it, or why. */
export function SettleAuditDialog({ id, version, how, onClose }: Props) {
  const t = useTranslations('compliance.audits');
  const { give, busy } = useComplianceVerb();
  const [missing, setMissing] = useState(false);
  const submit = async (form: FormData) => {
    const [day, result] = [textOf(form, 'heldOn'), textOf(form, 'result')];
    const lacks = result === '' || (how === 'hold' && day === '');
    setMissing(lacks);
    if (lacks) return;
    const heldOn = how === 'hold' ? day : null;
    if (await give(() => settleAuditAction({ id, version, heldOn, result }), t('saved'))) onClose();
  };
  return (
    <FormDialog
      title={t(how)}
      submit={t('save')}
      busy={busy}
      danger={how === 'callOff'}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      {how === 'hold' && (
        <Field label={t('heldOn')}>
          <FieldInput name="heldOn" type="date" className="w-48" />
        </Field>
      )}
      <Field label={t(how === 'hold' ? 'result' : 'reason')} error={missing && t('resultRequired')}>
        <FieldTextarea name="result" maxLength={TEXT_MAX} />
      </Field>
    </FormDialog>
  );
}
