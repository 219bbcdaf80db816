'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { SettingFacts } from '@/components/settings/setting-facts';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { useToast } from '@/components/ui/toast';
import { changeSettingAction } from '@/lib/settings/actions';
import { type ChangeSetting, changeSettingSchema, type SettingKey } from '@/lib/settings/schema';
import type { SettingDto } from '@/lib/settings/types';

type Props<K extends SettingKey> = {
  readonly setting: K;
  readonly title: string;
  readonly lead: string;
  readonly current: SettingDto<K>;
  readonly writable: boolean;
  /** What the fields of the form say, unchecked. */
  readonly read: (form: FormData) => unknown;
  /** The fields; `wrong` tells which paths of the value are out of bounds. */
  readonly children: (wrong: (path: string) => boolean) => ReactNode;
};

/** One setting: its fields with a button of their own for whoever may change it, else what it says. */
export function SettingSection<K extends SettingKey>(props: Props<K>) {
  const { setting, title, lead, current, writable } = props;
  const id = `setting-${setting.replace('.', '-')}`;
  const shown = changeSettingSchema.safeParse({ key: setting, known: null, value: current.value });
  return (
    <section aria-labelledby={id} className="border-line border-t py-5">
      <h2 id={id} className="font-semibold text-lg">
        {title}
      </h2>
      <p className="mb-3 max-w-prose text-muted">{lead}</p>
      {writable ? <Form {...props} key={current.changedAt} /> : shown.success && <SettingFacts setting={shown.data} />}
      <ChangedBy {...current} />
    </section>
  );
}

function ChangedBy({ changedAt, changedBy }: { readonly changedAt: string | null; readonly changedBy: string | null }) {
  const t = useTranslations('settings');
  if (!changedAt) return <p className="mt-3 text-muted text-xs">{t('asDelivered')}</p>;
  return (
    <p className="mt-3 text-muted text-xs">
      {changedBy ? t('changedBy', { name: changedBy }) : t('changed')} · <RelativeTime at={changedAt} />
    </p>
  );
}

function Form<K extends SettingKey>({ setting, title, current, read, children }: Props<K>) {
  const t = useTranslations('settings');
  const toast = useToast();
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const stepUp = useStepUp<ChangeSetting, void>({
    key: `setting-${setting}`,
    schema: changeSettingSchema,
    run: changeSettingAction,
    onDone: () => void toast.show({ title: t('saved', { title }) }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const value = read(new FormData(event.currentTarget));
    const input = changeSettingSchema.safeParse({ key: setting, known: current.changedAt, value });
    setWrong(new Set(input.error?.issues.map(({ path }) => path.slice(1).join('.'))));
    if (input.success) stepUp.submit(input.data);
  };
  return (
    <>
      <form onSubmit={submit} noValidate className="flex flex-col items-start gap-4">
        {children((path) => wrong.has(path))}
        <Button type="submit" busy={stepUp.busy} aria-label={t('saveLabel', { title })}>
          {t('save')}
        </Button>
      </form>
      <StepUpDialog stepUp={stepUp} verb={t('save')} summary={(input) => <SettingFacts setting={input} />} />
    </>
  );
}
