'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { LayerFields } from '@/components/escalation/on-call/layer-fields';
import type { Named } from '@/components/escalation/on-call/people-order';
import { useErrorText } from '@/components/layout/use-error-text';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { useToast } from '@/components/ui/toast';
import { saveScheduleAction } from '@/lib/escalation/actions';
import { NAME_MAX, saveScheduleSchema } from '@/lib/escalation/schema';
import { LAYERS_MAX } from '@/lib/escalation/stored';
import type { Layer } from '@/lib/escalation/types';

export type Draft = {
  readonly id: string | null;
  readonly version: number;
  readonly name: string;
  readonly timeZone: string;
  readonly layers: readonly Layer[];
};

type Props = {
  readonly begin: Draft;
  readonly people: readonly Named[];
  readonly names: Readonly<Record<string, string>>;
  /** The day by the reader's calendar, for a rotation that begins. */
  readonly today: string;
  readonly onClose: () => void;
};

export const newLayer = (from: string): Layer => ({
  ...{ people: [], every: 1, unit: 'weeks', handover: 9 * 60, from, until: null },
  ...{ hours: null, hoursOf: 'layer', timeZone: null },
});

/** A schedule: its name, its clock, its rotations from the weakest to the strongest. */
export function ScheduleForm({ begin, people, names, today, onClose }: Props) {
  const t = useTranslations('escalation.onCall');
  const errorText = useErrorText();
  const toast = useToast();
  const [draft, setDraft] = useState(begin);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const zones = Intl.supportedValuesOf('timeZone');
  const { layers } = draft;
  const put = (more: Partial<Draft>) => setDraft({ ...draft, ...more });
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const parsed = saveScheduleSchema.safeParse(draft);
    setWrong(new Set(parsed.error?.issues.map(({ path }) => path.slice(0, 3).join('.'))));
    if (!parsed.success) return;
    setBusy(true);
    const result = await saveScheduleAction(parsed.data);
    setBusy(false);
    if (result.ok) toast.show({ title: t('saved') });
    else {
      const { details } = result.error;
      const known = details.reason === 'name-taken' ? 'nameTaken' : details.issue === 'person' ? 'personGone' : null;
      toast.show({ title: known ? t(known) : errorText(result.error), tone: 'error' });
    }
    if (result.ok) onClose();
  };
  const wrongOf = (at: number) =>
    new Set([...wrong].filter((path) => path.startsWith(`layers.${at}.`)).map((path) => path.split('.')[2] ?? ''));
  return (
    <form
      onSubmit={(event) => void submit(event)}
      noValidate
      className="my-4 flex max-w-2xl flex-col items-start gap-4"
    >
      <div className="grid w-full gap-4 sm:grid-cols-2">
        <Field label={t('name')} error={wrong.has('name') && t('nameWrong')}>
          <FieldInput
            maxLength={NAME_MAX}
            autoComplete="off"
            value={draft.name}
            onChange={({ target }) => put({ name: target.value })}
          />
        </Field>
        <div className="flex flex-col gap-1">
          <span className="font-medium">{t('zone')}</span>
          <Combobox
            label={t('zone')}
            options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            value={draft.timeZone}
            onValueChange={(timeZone) => timeZone && put({ timeZone })}
          />
        </div>
      </div>
      <p className="max-w-prose text-muted text-sm">{t('layersLead')}</p>
      {layers.map((layer, at) => (
        <LayerFields
          // biome-ignore lint/suspicious/noArrayIndexKey: rotations have no other name than their place
          key={at}
          layer={layer}
          number={at + 1}
          people={people}
          names={names}
          zones={zones}
          wrong={wrongOf(at)}
          onChange={(next) => put({ layers: layers.map((one, index) => (index === at ? next : one)) })}
          onRemove={layers.length > 1 ? () => put({ layers: layers.filter((_, index) => index !== at) }) : null}
        />
      ))}
      {layers.length < LAYERS_MAX && (
        <Button size="sm" onClick={() => put({ layers: [...layers, newLayer(today)] })}>
          {t('addLayer')}
        </Button>
      )}
      {wrong.size > 0 && (
        <p role="alert" className="text-missed-ink text-sm">
          {t('wrong')}
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          {t('save')}
        </Button>
        <Button onClick={onClose}>{t('close')}</Button>
      </div>
    </form>
  );
}
