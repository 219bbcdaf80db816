'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { useRefusal } from '@/components/lists/use-words';
import { useToast } from '@/components/ui/toast';
import type { Result } from '@/lib/core/errors';
import type { Taken } from '@/lib/lists/mutations/change';
import type { Preview } from '@/lib/lists/view-types';

type Steps = {
  readonly look: () => Promise<Result<Preview>>;
  readonly save: () => Promise<Result<Taken>>;
  readonly done: () => void;
};

/** A change in two steps: first what it would come to, then the change. Whatever is edited in between is looked at again. */
export function usePreview({ look, save, done }: Steps) {
  const t = useTranslations('lists');
  const toast = useToast();
  const refusal = useRefusal();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const ready = preview?.kind === 'preview';
  const run = () =>
    start(async () => {
      setError(null);
      if (!ready) {
        const seen = await look();
        if (seen.ok) setPreview(seen.data);
        else setError(refusal(seen.error));
        return;
      }
      const saved = await save();
      if (!saved.ok) {
        setPreview(null);
        return setError(refusal(saved.error));
      }
      if (saved.data.kind === 'refused') return setPreview(saved.data);
      toast.show({ title: t('saved') });
      done();
    });
  const again = () => {
    setPreview(null);
    setError(null);
  };
  return { preview, error, busy, ready, run, again };
}
