'use client';

import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { usePlaceName } from '@/components/escalation/place-name';
import { useTargetWords } from '@/components/escalation/target-words';
import { useSendWords } from '@/components/escalation/use-send-words';
import { Badge } from '@/components/ui/badge';
import { Combobox } from '@/components/ui/combobox';
import { Select } from '@/components/ui/select';
import { Spinner } from '@/components/ui/spinner';
import type { ChainPreview } from '@/lib/escalation/data/preview';
import type { EscalationView } from '@/lib/escalation/loaders';
import { columnsOf } from '@/lib/escalation/place';
import { previewQuery } from '@/lib/escalation/queries';

const PRIORITIES = ['1', '2', '3', '4'];
type Props = { readonly view: EscalationView };

/** Who would be called if an incident of a product were declared now; nobody is. */
export function TryChain({ view }: Props) {
  const t = useTranslations('escalation.try');
  const [productId, setProductId] = useState<string | null>(null);
  const [priority, setPriority] = useState('1');
  const { data, isFetching, isError } = useQuery(previewQuery(productId ?? '', priority));
  const products = view.places.flatMap(({ id, name }) => {
    const { productId: product } = columnsOf(id);
    return product === null ? [] : [{ value: product, label: name }];
  });
  return (
    <div aria-live="polite">
      <h3 className="mb-1 font-semibold">{t('title')}</h3>
      <p className="mb-2 max-w-prose text-muted">{t('lead')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Combobox
          className="w-full max-w-xs"
          label={t('product')}
          placeholder={t('product')}
          options={products}
          value={productId}
          onValueChange={setProductId}
        />
        <Select
          label={t('priority')}
          className="w-24"
          options={PRIORITIES.map((value) => ({ value, label: `P${value}` }))}
          value={priority}
          onValueChange={setPriority}
        />
        {isFetching && <Spinner />}
      </div>
      {isError && (
        <p role="alert" className="mt-2 text-missed-ink">
          {t('failed')}
        </p>
      )}
      {data && <Preview preview={data} view={view} />}
    </div>
  );
}

function Preview({ preview, view }: Props & { readonly preview: ChainPreview }) {
  const t = useTranslations('escalation.try');
  const format = useFormatter();
  const placeName = usePlaceName(view.places);
  const words = useTargetWords(view);
  const { way } = useSendWords();
  const { place, number, repeats, steps, holdMinutes } = preview;
  const clock = (at: string) => format.dateTime(new Date(at), { weekday: 'short', hour: '2-digit', minute: '2-digit' });
  return (
    <div className="mt-3 border-line border-l-2 pl-3">
      <p className="font-medium">{t('takes', { place: placeName(place), number })}</p>
      <ol className="mt-1">
        {steps.map(({ at, target, nobody, known, people, rooms }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name than their place
          <li key={index} className="border-line border-b py-1.5">
            <span className="text-muted tabular-nums">{clock(at)}</span> {words(target)}{' '}
            {nobody && <Badge tone="missed">{t('nobody')}</Badge>}
            {nobody && <p className="text-muted text-sm">{t('fallback', { minutes: holdMinutes })}</p>}
            {!known && <p className="text-muted text-sm">{t('roleThen')}</p>}
            <ul className="text-sm">
              {people.map(({ name, kinds, heldUntil }) => (
                <li key={name}>
                  {name} <span className="text-muted">{kinds.map(way).join(', ')}</span>
                  {heldUntil !== null && <span className="text-muted"> · {t('held', { at: clock(heldUntil) })}</span>}
                </li>
              ))}
              {rooms.map((name) => (
                <li key={name} className="text-muted">
                  {name}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p className="text-muted text-sm">{t('ends', { count: repeats })}</p>
    </div>
  );
}
