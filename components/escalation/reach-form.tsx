'use client';

import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { HoursFields } from '@/components/escalation/on-call/hours-fields';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { useToast } from '@/components/ui/toast';
import { saveProfileAction } from '@/lib/escalation/actions';
import { type SaveProfile, saveProfileSchema } from '@/lib/escalation/schema';
import { PERSONAL_KINDS } from '@/lib/escalation/stored';
import type { WeekHours } from '@/lib/escalation/types';

type Hours = readonly WeekHours[] | null;

const WORKDAYS = { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 };
const NIGHTS = { days: [1, 2, 3, 4, 5, 6, 7], from: 22 * 60, to: 7 * 60 };

/** How the reader is reached when an incident calls. */
export function ReachForm({ profile }: { readonly profile: SaveProfile }) {
  const t = useTranslations('escalation.reach');
  const ways = useTranslations('escalation.ways');
  const errors = useTranslations('errors');
  const toast = useToast();
  const [working, setWorking] = useState<Hours>(profile.workingHours);
  const [quiet, setQuiet] = useState<Hours>(profile.quietHours);
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const kinds = (rule: string) => PERSONAL_KINDS.filter((kind) => form.get(`${rule}.${kind}`) !== null);
    const parsed = saveProfileSchema.safeParse({
      ...{ version: profile.version, workingHours: working, quietHours: quiet },
      ...{ defaultKinds: kinds('default'), importantKinds: kinds('important') },
    });
    setWrong(!parsed.success);
    if (!parsed.success) return;
    setBusy(true);
    const result = await saveProfileAction(parsed.data);
    setBusy(false);
    toast.show({ title: result.ok ? t('saved') : errors(result.error.code) });
  };
  const rules = [
    { rule: 'default', chosen: profile.defaultKinds },
    { rule: 'important', chosen: profile.importantKinds },
  ] as const;
  return (
    <section aria-labelledby="reach" className="mt-6 border-line border-t pt-5">
      <h2 id="reach" className="font-semibold text-lg">
        {t('title')}
      </h2>
      <p className="mb-3 max-w-prose text-muted">{t('lead')}</p>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex max-w-xl flex-col items-start gap-4">
        {rules.map(({ rule, chosen }) => (
          <fieldset key={rule}>
            <legend className="mb-1 font-medium">{t(rule)}</legend>
            <div className="flex gap-4">
              {PERSONAL_KINDS.map((kind) => (
                <Checkbox
                  key={kind}
                  name={`${rule}.${kind}`}
                  defaultChecked={chosen.includes(kind)}
                  label={ways(kind)}
                />
              ))}
            </div>
          </fieldset>
        ))}
        <HoursFields
          label={t('working')}
          hint={t('workingHint')}
          value={working}
          proposal={WORKDAYS}
          onChange={setWorking}
        />
        <HoursFields label={t('quiet')} hint={t('quietHint')} value={quiet} proposal={NIGHTS} onChange={setQuiet} />
        {wrong && (
          <p role="alert" className="text-missed-ink text-sm">
            {t('wrong')}
          </p>
        )}
        <Button type="submit" busy={busy}>
          {t('save')}
        </Button>
      </form>
    </section>
  );
}
