'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState, useTransition } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { useErrorText } from '@/components/layout/use-error-text';
import { EffectDialog } from '@/components/sla/effect-dialog';
import { PolicyFields } from '@/components/sla/policy-fields';
import { readRules } from '@/components/sla/read-rules';
import { RulesFacts } from '@/components/sla/rules-facts';
import { useDay } from '@/components/sla/use-words';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { useToast } from '@/components/ui/toast';
import { previewPolicyAction, savePolicyAction } from '@/lib/sla/actions';
import { placeKey } from '@/lib/sla/place';
import { type PolicyRules, type SavePolicy, savePolicySchema } from '@/lib/sla/schema';
import type { CalendarView, PlacePolicy, PolicyPreview } from '@/lib/sla/types';

type Props = {
  readonly policy: PlacePolicy;
  /** What the fields begin with. */
  readonly rules: PolicyRules;
  readonly calendars: readonly CalendarView[];
  readonly today: string;
};

/** A new version of a place's policy: first what it would do, then the second factor, then it is saved. */
export function PolicyForm({ policy, rules, calendars, today }: Props) {
  const t = useTranslations('sla.form');
  const { place, versions } = policy;
  const known = versions.reduce((most, { number }) => Math.max(most, number), 0);
  const toast = useToast();
  const router = useRouter();
  const errorText = useErrorText();
  const dayOf = useDay();
  const [own, setOwn] = useState(true);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const [seen, setSeen] = useState<{ input: SavePolicy; preview: PolicyPreview } | null>(null);
  const [busy, startTransition] = useTransition();
  const stepUp = useStepUp<SavePolicy, void>({
    key: `sla-${placeKey(place)}`,
    schema: savePolicySchema,
    run: savePolicyAction,
    onDone: () => {
      toast.show({ title: t('saved') });
      router.refresh();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const validFrom = form.get('validFrom');
    const input = savePolicySchema.safeParse({ place, known, validFrom, rules: own ? readRules(form) : null });
    setWrong(new Set(input.error?.issues.map(({ path }) => path.join('.'))));
    if (!input.success) return;
    startTransition(async () => {
      const result = await previewPolicyAction(input.data);
      if (result.ok) setSeen({ input: input.data, preview: result.data });
      else toast.show({ title: errorText(result.error), tone: 'error' });
    });
  };
  const save = (input: SavePolicy) => {
    setSeen(null);
    stepUp.submit(input);
  };
  return (
    <>
      <form onSubmit={submit} noValidate className="flex flex-col items-start gap-5">
        {place.kind !== 'organisation' && known > 0 && (
          <SegmentedControl
            label={t('kind')}
            options={[
              { value: 'own', label: t('own') },
              { value: 'none', label: t('none') },
            ]}
            value={own ? 'own' : 'none'}
            onValueChange={(value) => setOwn(value === 'own')}
          />
        )}
        <Field label={t('validFrom')} hint={t('validFromHint')} error={wrong.has('validFrom') && t('validFromHint')}>
          <FieldInput name="validFrom" type="date" min={today} defaultValue={today} className="w-44" />
        </Field>
        {own && (
          <PolicyFields
            rules={rules}
            calendars={calendars}
            wrong={(path) => [...wrong].some((one) => `${one}.`.startsWith(`rules.${path}.`))}
          />
        )}
        <Button type="submit" variant="primary" busy={busy || stepUp.busy}>
          {t('preview')}
        </Button>
      </form>
      {seen && <EffectDialog {...seen} today={today} onClose={() => setSeen(null)} onSave={() => save(seen.input)} />}
      <StepUpDialog
        stepUp={stepUp}
        verb={t('save')}
        summary={(input) => (
          <>
            <p className="mb-2">{t('from', { day: dayOf(input.validFrom) })}</p>
            <RulesFacts rules={input.rules} calendars={calendars} />
          </>
        )}
      />
    </>
  );
}
