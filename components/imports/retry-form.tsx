'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { retryImportAction } from '@/lib/imports/actions';
import { importKeys } from '@/lib/imports/queries';
import type { ImportChoices } from '@/lib/imports/types';

const BY_CONTENT = 'content';

type Props = { readonly id: string; readonly format: string | null; readonly choices: ImportChoices };

/** Reads the kept report once more, as another format where one is chosen. */
export function RetryForm({ id, format, choices }: Props) {
  const t = useTranslations('imports');
  const errors = useTranslations('errors');
  const client = useQueryClient();
  const { show } = useToast();
  const [chosen, setChosen] = useState(format ?? BY_CONTENT);
  const [busy, begin] = useTransition();
  const retry = () =>
    begin(async () => {
      const result = await retryImportAction({ id, format: chosen === BY_CONTENT ? undefined : chosen });
      if (!result.ok) show({ title: errors(result.error.code), tone: 'error' });
      await client.invalidateQueries({ queryKey: importKeys.all });
    });
  const formats = choices.formats.map(({ id: value, label }) => ({ value, label }));
  return (
    <div className="mb-6 flex flex-wrap gap-2">
      <Select
        label={t('detail.retryAs')}
        className="w-64"
        options={[{ value: BY_CONTENT, label: t('upload.byContent') }, ...formats]}
        value={chosen}
        onValueChange={setChosen}
      />
      <Button busy={busy} onClick={retry}>
        {t('detail.retry')}
      </Button>
    </div>
  );
}
