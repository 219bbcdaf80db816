'use client';

import { useTranslations } from 'next-intl';
import { HoursFields } from '@/components/escalation/on-call/hours-fields';
import { type Named, PeopleOrder } from '@/components/escalation/on-call/people-order';
import { minutesOf, timeOf } from '@/components/escalation/on-call/time-of-day';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { type Layer, TURN_UNITS } from '@/lib/escalation/types';

const NIGHTS = { days: [1, 2, 3, 4, 5, 6, 7], from: 18 * 60, to: 8 * 60 };

type Props = {
  readonly layer: Layer;
  readonly number: number;
  readonly people: readonly Named[];
  readonly names: Readonly<Record<string, string>>;
  readonly zones: readonly string[];
  /** Names of fields that are wrong. */
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (layer: Layer) => void;
  /** Null where it is the only one. */
  readonly onRemove: (() => void) | null;
};

/** One rotation of a schedule. */
export function LayerFields({ layer, number, people, names, zones, wrong, onChange, onRemove }: Props) {
  const t = useTranslations('escalation.layers');
  const put = (more: Partial<Layer>) => onChange({ ...layer, ...more });
  return (
    <fieldset className="flex w-full flex-col items-start gap-4 border-line border-t pt-4">
      <legend className="sr-only">{t('layer', { number })}</legend>
      <div className="flex w-full items-center justify-between gap-3">
        <p className="font-semibold">{t('layer', { number })}</p>
        {onRemove && (
          <Button size="sm" onClick={onRemove}>
            {t('remove', { number })}
          </Button>
        )}
      </div>
      <PeopleOrder
        value={layer.people}
        people={people}
        names={names}
        error={wrong.has('people')}
        onChange={(chosen) => put({ people: chosen })}
      />
      <div className="grid w-full gap-4 sm:grid-cols-3">
        <Field label={t('every')} error={wrong.has('every') && t('everyWrong')}>
          <FieldInput
            type="number"
            min={1}
            max={366}
            value={layer.every}
            onChange={({ target }) => put({ every: Number(target.value) })}
          />
        </Field>
        <Field label={t('unit')}>
          <Select
            options={TURN_UNITS.map((value) => ({ value, label: t(`units.${value}`) }))}
            value={layer.unit}
            onValueChange={(unit) => put({ unit })}
          />
        </Field>
        <Field label={t('handover')} error={wrong.has('handover') && t('timeWrong')}>
          <FieldInput
            type="time"
            value={Number.isNaN(layer.handover) ? '' : timeOf(layer.handover)}
            onChange={({ target }) => put({ handover: minutesOf(target.value) })}
          />
        </Field>
        <Field label={t('from')} hint={t('fromHint')} error={wrong.has('from') && t('timeWrong')}>
          <FieldInput type="date" value={layer.from} onChange={({ target }) => put({ from: target.value })} />
        </Field>
        <Field label={t('until')} hint={t('untilHint')}>
          <FieldInput
            type="date"
            value={layer.until ?? ''}
            onChange={({ target }) => put({ until: target.value || null })}
          />
        </Field>
        <div className="flex flex-col gap-1">
          <span className="font-medium">{t('zone')}</span>
          <Combobox
            label={t('zone')}
            placeholder={t('zoneAs')}
            clearable
            options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            value={layer.timeZone}
            onValueChange={(timeZone) => put({ timeZone })}
          />
        </div>
      </div>
      <HoursFields
        label={t('hours')}
        hint={t('hoursHint')}
        value={layer.hours}
        proposal={NIGHTS}
        onChange={(hours) => put({ hours })}
      />
      {layer.hours !== null && (
        <Field label={t('hoursOf')} className="w-full max-w-xs">
          <Select
            options={(['layer', 'person'] as const).map((value) => ({ value, label: t(`hoursBy.${value}`) }))}
            value={layer.hoursOf}
            onValueChange={(hoursOf) => put({ hoursOf })}
          />
        </Field>
      )}
    </fieldset>
  );
}
