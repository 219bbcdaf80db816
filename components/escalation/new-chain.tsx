'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChainForm } from '@/components/escalation/chain-form';
import { usePlaceName } from '@/components/escalation/place-name';
import { Combobox } from '@/components/ui/combobox';
import { Select } from '@/components/ui/select';
import type { EscalationView } from '@/lib/escalation/loaders';
import { ORGANISATION } from '@/lib/escalation/place';

const PRIORITIES = ['1', '2', '3', '4'];

/** A chain of its own for a team or a product, beginning with the organisation's steps. */
export function NewChain({ view }: { readonly view: EscalationView }) {
  const t = useTranslations('escalation.chains');
  const placeName = usePlaceName(view.places);
  const [place, setPlace] = useState<string | null>(null);
  const [priority, setPriority] = useState('1');
  const free = view.places.filter(({ id, writable }) => writable && id !== ORGANISATION);
  if (free.length === 0) return null;
  const of = (where: string) => view.chains.find((one) => one.place === where && one.priority === Number(priority));
  const above = of(ORGANISATION);
  const own = place === null ? undefined : of(place);
  return (
    <div className="mb-4">
      <h3 className="mb-1 font-semibold">{t('new')}</h3>
      <div className="flex flex-wrap gap-3">
        <Combobox
          className="w-full max-w-xs"
          label={t('place')}
          placeholder={t('place')}
          clearable
          options={free.map(({ id }) => ({ value: id, label: placeName(id) }))}
          value={place}
          onValueChange={setPlace}
        />
        <Select
          label={t('priority')}
          className="w-24"
          options={PRIORITIES.map((value) => ({ value, label: `P${value}` }))}
          value={priority}
          onValueChange={setPriority}
        />
      </div>
      {place !== null && own?.steps && <p className="mt-2 text-muted">{t('hasOwn')}</p>}
      {place !== null && !own?.steps && (
        <ChainForm
          key={`${place}.${priority}`}
          chain={{
            ...{ place, priority: Number(priority), number: own?.number ?? 0 },
            ...{ steps: above?.steps ?? [], repeats: above?.repeats ?? 0 },
          }}
          view={view}
          onSaved={() => setPlace(null)}
        />
      )}
    </div>
  );
}
