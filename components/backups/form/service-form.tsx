'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { FormField, numberOf, textOf } from '@/components/backups/form/fields';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { NAME_MAX, NOTE_MAX } from '@/lib/backups/schema';
import type { Objectives } from '@/lib/backups/types';

export type ServiceFacts = { readonly name: string; readonly note: string; readonly objectives: Objectives };

/** Fields that are numbers, in the unit of the form: so many minutes or days are one of it. */
const NUMBERS = [
  ['rtoMinutes', 'rto', 60],
  ['rpoMinutes', 'rpo', 60],
  ['everyMinutes', 'every', 60],
  ['retentionDays', 'retention', 1],
  ['sites', 'sites', 1],
  ['verifyDays', 'verify', 1],
  ['testDays', 'test', 1],
  ['allowanceMinutes', 'allowance', 1],
] as const;

type Props = {
  readonly initial: ServiceFacts;
  readonly verb: string;
  readonly busy: boolean;
  readonly children?: ReactNode;
  readonly onSubmit: (facts: ServiceFacts) => void;
};

function readObjectives(form: FormData): { objectives: Objectives | null; wrong: readonly string[] } {
  const read = NUMBERS.map(([name, , factor]) => [name, numberOf(form, name, factor)] as const);
  const wrong = read.filter(([name, value]) => value === null || (value === 0 && name !== 'allowanceMinutes'));
  const values = Object.fromEntries(read.map(([name, value]) => [name, value ?? 0]));
  const { rtoMinutes = 0, rpoMinutes = 0, everyMinutes = 0, retentionDays = 0, sites = 0 } = values;
  const { verifyDays = 0, testDays = 0, allowanceMinutes = 0 } = values;
  const encrypted = form.get('encrypted') !== null;
  const objectives = {
    rtoMinutes,
    rpoMinutes,
    everyMinutes,
    retentionDays,
    sites,
    verifyDays,
    testDays,
    allowanceMinutes,
  };
  return { objectives: wrong.length === 0 ? { ...objectives, encrypted } : null, wrong: wrong.map(([name]) => name) };
}

/** What must come back, and what is promised for it. */
export function ServiceForm({ initial, verb, busy, children, onSubmit }: Props) {
  const t = useTranslations('backups.service');
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = textOf(form, 'name');
    const read = readObjectives(form);
    setWrong([...read.wrong, ...(name === '' ? ['name'] : [])]);
    if (name !== '' && read.objectives) onSubmit({ name, note: textOf(form, 'note'), objectives: read.objectives });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {children}
      <FormField
        name="name"
        label={t('name')}
        initial={initial.name}
        max={NAME_MAX}
        error={wrong.includes('name') ? t('nameRequired') : undefined}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {NUMBERS.map(([name, label, factor]) => (
          <FormField
            key={name}
            name={name}
            type="number"
            label={t(label)}
            hint={name === 'allowanceMinutes' ? t('allowanceHint') : undefined}
            initial={initial.objectives[name] / factor}
            error={wrong.includes(name) ? t('numberWrong') : undefined}
          />
        ))}
      </div>
      <Checkbox name="encrypted" label={t('encrypted')} defaultChecked={initial.objectives.encrypted} />
      <Field label={t('note')}>
        <FieldTextarea name="note" maxLength={NOTE_MAX} defaultValue={initial.note} className="min-h-14" />
      </Field>
      <DialogActions>
        <Button type="submit" variant="primary" busy={busy}>
          {verb}
        </Button>
      </DialogActions>
    </form>
  );
}
