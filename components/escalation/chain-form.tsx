'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { targetKey, targetOf, useTargetWords } from '@/components/escalation/target-words';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { saveChainAction } from '@/lib/escalation/actions';
import type { EscalationView } from '@/lib/escalation/loaders';
import { ORGANISATION } from '@/lib/escalation/place';
import { saveChainSchema } from '@/lib/escalation/schema';
import { REPEATS_MAX, STEPS_MAX, type Step } from '@/lib/escalation/stored';
import { ROLES } from '@/lib/incidents/types';

type Props = {
  /** `number`: the newest version of place and priority; 0: there was none. */
  readonly chain: {
    readonly place: string;
    readonly priority: number;
    readonly number: number;
    readonly steps: readonly Step[];
    readonly repeats: number;
  };
  readonly view: EscalationView;
  readonly onSaved: () => void;
};
const NEW: Step = { delayMinutes: 30, target: { kind: 'fallback' }, personal: true, channels: [], important: true };

/** The steps of one priority, as rows. */
export function ChainForm({ chain, view, onSaved }: Props) {
  const t = useTranslations('escalation.chains');
  const toast = useToast();
  const { place, priority, number } = chain;
  const words = useTargetWords(view);
  const [steps, setSteps] = useState<readonly Step[]>(chain.steps);
  const [repeats, setRepeats] = useState(chain.repeats);
  const [wrong, setWrong] = useState(false);
  const stepUp = useStepUp({
    key: `escalation-chain-${place}-${priority}`,
    schema: saveChainSchema,
    run: saveChainAction,
    onDone: () => {
      toast.show({ title: t('saved') });
      onSaved();
    },
  });
  const change = (at: number, more: Partial<Step>) =>
    setSteps(steps.map((step, index) => (index === at ? { ...step, ...more } : step)));
  const targets = [
    'fallback',
    'team',
    ...view.schedules.map(({ id }) => `schedule:${id}`),
    ...ROLES.map((role) => `role:${role}`),
    ...view.people.map(({ id }) => `person:${id}`),
  ];
  const rooms = view.channels.filter(({ kind }) => kind !== 'smtp');
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const input = { place, priority, known: number, steps, repeats };
    const parsed = saveChainSchema.safeParse(input);
    setWrong(!parsed.success);
    if (parsed.success) stepUp.submit(parsed.data);
  };
  return (
    <form onSubmit={submit} noValidate className="my-3 flex flex-col items-start gap-3">
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name than their place
        <fieldset key={at} className="flex w-full flex-wrap items-end gap-3 border-line border-b pb-3">
          <legend className="sr-only">{t('step', { number: at + 1 })}</legend>
          <Field label={t('minutes')} className="w-24">
            <FieldInput
              type="number"
              min={0}
              value={step.delayMinutes}
              onChange={({ target }) => change(at, { delayMinutes: Number(target.value) })}
            />
          </Field>
          <Field label={t('whom')} className="w-56">
            <Select
              options={targets.map((value) => ({ value, label: words(targetOf(value)) }))}
              value={targetKey(step.target)}
              onValueChange={(value) => change(at, { target: targetOf(value) })}
            />
          </Field>
          <Checkbox
            label={t('important')}
            checked={step.important}
            onCheckedChange={(important) => change(at, { important })}
          />
          {rooms.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={step.channels.includes(id)}
              onCheckedChange={(on) =>
                change(at, { channels: on ? [...step.channels, id] : step.channels.filter((one) => one !== id) })
              }
            />
          ))}
          {steps.length > 1 && (
            <Button size="sm" onClick={() => setSteps(steps.filter((_, index) => index !== at))}>
              {t('remove', { number: at + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      {steps.length < STEPS_MAX && (
        <Button
          size="sm"
          onClick={() => setSteps([...steps, { ...NEW, delayMinutes: (steps.at(-1)?.delayMinutes ?? 0) + 15 }])}
        >
          {t('add')}
        </Button>
      )}
      <Field label={t('again')} hint={t('againHint', { max: REPEATS_MAX })} className="w-56">
        <FieldInput
          type="number"
          min={0}
          max={REPEATS_MAX}
          value={repeats}
          onChange={({ target }) => setRepeats(Number(target.value))}
        />
      </Field>
      {wrong && (
        <p role="alert" className="text-missed-ink text-sm">
          {t('wrong', { max: REPEATS_MAX })}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={stepUp.busy}>
          {t('save')}
        </Button>
        {place !== ORGANISATION && number > 0 && (
          <Button
            busy={stepUp.busy}
            onClick={() => stepUp.submit({ place, priority, known: number, steps: null, repeats: 0 })}
          >
            {t('giveUp')}
          </Button>
        )}
      </div>
      <StepUpDialog
        stepUp={stepUp}
        verb={t('save')}
        summary={({ priority: of, steps: given }) => t('summary', { priority: of, count: given?.length ?? 0 })}
      />
    </form>
  );
}
