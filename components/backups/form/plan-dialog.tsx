'use client';

import { useTranslations } from 'next-intl';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { FormField, numberOf, textOf } from '@/components/backups/form/fields';
import { useVerb } from '@/components/backups/use-verb';
import { useLength } from '@/components/backups/words';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { savePlanAction } from '@/lib/backups/actions';
import type { PlanItem, SourceChoice } from '@/lib/backups/view-types';

type Props = {
  readonly serviceId: string;
  readonly sources: readonly SourceChoice[];
  /** Null: a new one. */
  readonly plan: PlanItem | null;
  readonly trigger: ReactElement;
};

const clock = (minute: number | null) =>
  minute === null ? '' : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function minuteOf(said: string): number | null {
  const parts = /^(\d\d):(\d\d)/.exec(said);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
}

function readPlan(form: FormData) {
  const above = (name: string, factor = 1) => numberOf(form, name, factor) || null;
  return {
    asset: textOf(form, 'asset'),
    repository: textOf(form, 'repository'),
    part: textOf(form, 'part'),
    location: textOf(form, 'location'),
    region: textOf(form, 'region'),
    everyMinutes: above('every', 60) ?? 1440,
    startMinute: minuteOf(textOf(form, 'start')),
    spanMinutes: above('span', 60),
    timeZone: textOf(form, 'timeZone') || 'UTC',
    windowMinutes: above('window'),
    logMinutes: above('log'),
  };
}

/** Which copies count for a service, and how often they are made. */
export function PlanDialog({ serviceId, sources, plan, trigger }: Props) {
  const t = useTranslations('backups.plan');
  const { busy, run } = useVerb();
  const [open, setOpen] = useState(false);
  const [sourceId, setSourceId] = useState(plan?.sourceId ?? sources[0]?.id ?? null);
  const length = useLength();
  const { assets = [], declared = [] } = sources.find(({ id }) => id === sourceId) ?? {};
  const own = declared.flatMap(({ asset, everyMinutes }) =>
    everyMinutes === null ? [] : [`${asset} ${length(everyMinutes * 60)}`],
  );
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sourceId === null) return;
    const facts = readPlan(new FormData(event.currentTarget));
    const seen = { id: plan?.id ?? null, version: plan?.version ?? 0, serviceId, sourceId };
    if (await run(() => savePlanAction({ ...seen, ...facts }))) setOpen(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={trigger}
      title={t('title')}
      description={t('lead')}
      className="w-[min(40rem,calc(100vw-2rem))]"
    >
      {sourceId === null ? (
        <p>{t('noSource')}</p>
      ) : (
        <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
          <datalist id="backup-assets">
            {assets.map((asset) => (
              <option key={asset} value={asset} />
            ))}
          </datalist>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t('source')}>
              <Select
                options={sources.map(({ id, name, shape }) => ({ value: id, label: `${name} (${shape})` }))}
                value={sourceId}
                onValueChange={setSourceId}
              />
            </Field>
            <FormField
              name="asset"
              label={t('asset')}
              hint={t('assetHint')}
              initial={plan?.asset}
              list="backup-assets"
            />
            <FormField
              name="repository"
              label={t('repository')}
              hint={t('repositoryHint')}
              initial={plan?.repository}
            />
            <FormField name="part" label={t('part')} hint={t('partHint')} initial={plan?.part} />
            <FormField name="location" label={t('location')} hint={t('locationHint')} initial={plan?.location} />
            <FormField name="region" label={t('region')} initial={plan?.region} />
            <FormField
              name="every"
              type="number"
              label={t('every')}
              hint={own.length > 0 && t('declaredHint', { list: own.join(', ') })}
              initial={(plan?.everyMinutes ?? 1440) / 60}
            />
            <FormField name="start" type="time" label={t('start')} initial={clock(plan?.startMinute ?? null)} />
            <FormField
              name="span"
              type="number"
              label={t('span')}
              initial={plan?.spanMinutes ? plan.spanMinutes / 60 : null}
            />
            <FormField name="timeZone" label={t('timeZone')} initial={plan?.timeZone ?? 'UTC'} />
            <FormField
              name="window"
              type="number"
              label={t('window')}
              hint={t('windowHint')}
              initial={plan?.windowMinutes}
            />
            <FormField name="log" type="number" label={t('log')} hint={t('logHint')} initial={plan?.logMinutes} />
          </div>
          <DialogActions>
            <Button type="submit" variant="primary" busy={busy}>
              {t('save')}
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  );
}
