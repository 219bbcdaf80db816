'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ProductChoice, ProductField, useProductId } from '@/components/assets/product-field';
import { useTlsVerb } from '@/components/tls/use-tls-verb';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { addSuggestedAction } from '@/lib/tls/actions';
import { suggestedQuery } from '@/lib/tls/queries';
import type { Suggested } from '@/lib/tls/suggest';

type Props = { readonly products: readonly ProductChoice[] };

/** Services that findings of a product name, to be watched with one click. */
export function AddSuggested({ products }: Props) {
  const t = useTranslations('tls.suggested');
  const [open, setOpen] = useState(false);
  const [productId, setProductId] = useProductId(products);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t('button')}</Button>}
      title={t('title')}
      description={t('lead')}
    >
      <ProductField products={products} value={productId} onValueChange={setProductId} />
      {productId !== null && <Places key={productId} productId={productId} onDone={() => setOpen(false)} />}
    </Dialog>
  );
}

const nameOf = ({ host, port }: Suggested) => `${host}:${port}`;

type PlacesProps = { readonly productId: string; readonly onDone: () => void };

function Places({ productId, onDone }: PlacesProps) {
  const t = useTranslations('tls.suggested');
  const { data, isError } = useQuery(suggestedQuery(productId));
  const { give, busy } = useTlsVerb();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  if (isError) return <p className="mt-3 text-missed-ink">{t('failed')}</p>;
  if (!data) {
    return (
      <p role="status" className="mt-3 text-muted">
        {t('reading')}
      </p>
    );
  }
  if (data.places.length === 0) return <p className="mt-3 text-muted">{t('none')}</p>;
  const wanted = data.places.filter((place) => !left.has(nameOf(place)));
  const toggle = (name: string, on: boolean) =>
    setLeft((before) => new Set(on ? [...before].filter((one) => one !== name) : [...before, name]));
  const add = async () => {
    const places = wanted.map(({ host, port, starttls }) => ({ host, port, starttls }));
    const added = await give(() => addSuggestedAction({ productId, places }), t('added', { count: wanted.length }));
    if (added !== null) onDone();
  };
  return (
    <>
      <div className="mt-3 border-line border-b pb-1">
        <Checkbox
          label={t('all')}
          checked={wanted.length === data.places.length}
          indeterminate={wanted.length > 0 && wanted.length < data.places.length}
          onCheckedChange={(on) => setLeft(new Set(on ? [] : data.places.map(nameOf)))}
        />
      </div>
      <ul className="mt-1 max-h-72 overflow-y-auto">
        {data.places.map((place) => (
          <li key={nameOf(place)}>
            <Checkbox
              label={[nameOf(place), place.starttls && `(${place.starttls})`].filter(Boolean).join(' ')}
              checked={!left.has(nameOf(place))}
              onCheckedChange={(on) => toggle(nameOf(place), on)}
            />
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button variant="primary" busy={busy} disabled={wanted.length === 0} onClick={() => void add()}>
          {t('add', { count: wanted.length })}
        </Button>
      </DialogActions>
    </>
  );
}
