'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { PolicyFacts } from '@/components/incidents/policy/facts';
import { MatrixInput } from '@/components/incidents/policy/matrix-input';
import { MomentField, useReadMoment } from '@/components/incidents/verbs/moment-field';
import { NumberField, numberOf } from '@/components/settings/number-field';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { useToast } from '@/components/ui/toast';
import { saveIncidentPolicyAction } from '@/lib/incidents/actions';
import { MINUTES_MAX, REVIEW_DAYS_MAX, type SavePolicy, savePolicySchema } from '@/lib/incidents/policy-schema';
import { PRIORITIES } from '@/lib/incidents/types';
import type { PolicyVersion } from '@/lib/incidents/view-types';

type Props = {
  /** The newest version: what the fields begin with. */
  readonly newest: PolicyVersion;
};

const KINDS = ['reaction', 'update'] as const;
type Kind = (typeof KINDS)[number];

const minutesIn = (form: FormData, kind: Kind) => PRIORITIES.map((priority) => numberOf(form, `${kind}${priority}`));

const percentsIn = (form: FormData) =>
  String(form.get('warn') ?? '')
    .split(/[\s,;%]+/)
    .filter((part) => part !== '')
    .map(Number);

/** A new version: in force at once or later; older ones stay as they are. */
export function PolicyForm({ newest }: Props) {
  const t = useTranslations('incidents.policy');
  const router = useRouter();
  const toast = useToast();
  const readMoment = useReadMoment();
  const [matrix, setMatrix] = useState(newest.matrix);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const stepUp = useStepUp<SavePolicy, void>({
    key: 'incident-policy',
    schema: savePolicySchema,
    run: saveIncidentPolicyAction,
    onDone: () => {
      toast.show({ title: t('saved') });
      router.refresh();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = savePolicySchema.safeParse({
      known: newest.number,
      validFrom: readMoment(form, 'validFrom'),
      matrix,
      reactionMinutes: minutesIn(form, 'reaction'),
      updateMinutes: minutesIn(form, 'update'),
      warnPercent: percentsIn(form),
      reviewDays: numberOf(form, 'reviewDays'),
    });
    setWrong(new Set(input.error?.issues.map(({ path }) => path.join('.'))));
    if (input.success) stepUp.submit(input.data);
  };
  return (
    <>
      <form onSubmit={submit} noValidate className="flex flex-col items-start gap-5">
        <MatrixInput matrix={matrix} onChange={setMatrix} />
        {KINDS.map((kind) => (
          <Minutes
            key={kind}
            kind={kind}
            values={newest[`${kind}Minutes`]}
            wrong={(path) => wrong.has(`${kind}Minutes${path}`)}
          />
        ))}
        <div className="flex flex-wrap gap-x-6 gap-y-4">
          <Field
            label={t('warn')}
            hint={t('warnHint')}
            error={[...wrong].some((path) => path.startsWith('warnPercent')) && t('warnHint')}
          >
            <FieldInput name="warn" defaultValue={newest.warnPercent.join(', ')} maxLength={40} className="w-40" />
          </Field>
          <NumberField
            name="reviewDays"
            label={t('reviewDays')}
            bounds={[1, REVIEW_DAYS_MAX]}
            value={newest.reviewDays}
            wrong={wrong.has('reviewDays')}
          />
        </div>
        <MomentField name="validFrom" label={t('validFrom')} value={null} hint={t('validFromHint')} />
        <Button type="submit" variant="primary" busy={stepUp.busy}>
          {t('save')}
        </Button>
      </form>
      <StepUpDialog stepUp={stepUp} verb={t('save')} summary={(input) => <PolicyFacts promises={input} />} />
    </>
  );
}

type MinutesProps = {
  readonly kind: Kind;
  readonly values: readonly number[];
  /** Of a path behind the list's name: empty for the list itself. */
  readonly wrong: (path: string) => boolean;
};

function Minutes({ kind, values, wrong }: MinutesProps) {
  const t = useTranslations('incidents.policy');
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{t(`${kind}Minutes`)}</legend>
      <p className="mb-2 max-w-prose text-muted text-xs">{t(`${kind}Hint`)}</p>
      <div className="flex flex-wrap gap-x-6 gap-y-4">
        {PRIORITIES.map((priority, index) => (
          <NumberField
            key={priority}
            name={`${kind}${priority}`}
            label={t('of', { priority })}
            bounds={[1, MINUTES_MAX]}
            value={values[index] ?? null}
            wrong={wrong(`.${index}`)}
          />
        ))}
      </div>
      {wrong('') && (
        <p role="alert" className="mt-1 text-missed-ink text-xs">
          {t('order')}
        </p>
      )}
    </fieldset>
  );
}
