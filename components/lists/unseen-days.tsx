'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { useRefusal } from '@/components/lists/use-words';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { setUnseenDaysAction } from '@/lib/lists/actions';
import type { ListView } from '@/lib/lists/view-types';

/** After how many days a known host that no scan sees is drift. */
export function UnseenDays({ view: { product, version, unseenDays, writable } }: { readonly view: ListView }) {
  const t = useTranslations('lists');
  const toast = useToast();
  const refusal = useRefusal();
  const [days, setDays] = useState(String(unseenDays));
  const [busy, start] = useTransition();
  if (!product) return null;
  if (!writable) return <p className="mb-3 text-muted">{t('unseen.said', { days: unseenDays })}</p>;
  const save = () =>
    start(async () => {
      const result = await setUnseenDaysAction({ productId: product.id, version, days: Number(days) });
      if (result.ok) toast.show({ title: t('saved') });
      else toast.show({ title: t('failed'), detail: refusal(result.error), tone: 'error' });
    });
  return (
    <form
      className="mb-3 flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label htmlFor="unseen-days" className="text-muted">
        {t('unseen.label')}
      </label>
      <Input
        id="unseen-days"
        type="number"
        min={1}
        max={3650}
        required
        className="h-7 w-24"
        value={days}
        onChange={({ target }) => setDays(target.value)}
      />
      {days !== String(unseenDays) && (
        <Button type="submit" size="sm" busy={busy}>
          {t('unseen.save')}
        </Button>
      )}
    </form>
  );
}
