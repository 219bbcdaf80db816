'use client';

import { CircleHelp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type EventChange, NO_FILTER, searchesFor } from '@/components/events/search-change';
import { FilterRow } from '@/components/layout/filter-row';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ChoiceFilter } from '@/components/ui/choice-filter';
import { Dialog } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { SEARCH_KEYS } from '@/lib/events/search/grammar';
import { EVENT_VIEWS, type EventAddress, SPANS } from '@/lib/events/search-params';
import type { EventPage } from '@/lib/events/view-types';

type Props = {
  readonly address: EventAddress;
  readonly products: readonly { readonly slug: string; readonly name: string }[];
  readonly problems: EventPage['problems'];
  readonly filtered: boolean;
  readonly onChange: (change: EventChange) => void;
};

const isFixed = ({ from, to }: EventAddress) => from !== null && to !== null;
const EXAMPLE = 'user:kate process:"bash -c*" -ns:kube-system severity:high outcome:failure "cut off"';

/** View, search, window, product and zone. */
export function EventSearch({ address, products, problems, filtered, onChange }: Props) {
  const t = useTranslations('events.search');
  return (
    <FilterRow label={t('label')} filtered={filtered} onClear={() => onChange(NO_FILTER)}>
      <SegmentedControl
        label={t('view')}
        options={EVENT_VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
        value={address.view}
        onValueChange={(view) => onChange({ view })}
      />
      {address.view === 'events' && (
        <>
          <SearchLine q={address.q ?? ''} onChange={onChange} />
          <SegmentedControl
            label={t('span')}
            options={SPANS.map((value) => ({ value, label: t(`spans.${value}`) }))}
            value={isFixed(address) ? '' : address.last}
            onValueChange={(last) => last !== '' && onChange({ last, from: null, to: null })}
          />
        </>
      )}
      <ChoiceFilter
        name={t('product')}
        options={products.map(({ slug, name }) => ({ value: slug, label: name }))}
        chosen={address.product}
        onChange={(product) => onChange({ product })}
      />
      {address.view === 'events' && (
        <Checkbox checked={address.utc} onCheckedChange={(utc) => onChange({ utc })} label={t('utc')} />
      )}
      {problems.map(({ code, typed, at }) => (
        <p key={at} role="status" className="w-full text-partly-ink text-xs">
          {t(`problems.${code}`, { typed, at })}
        </p>
      ))}
    </FilterRow>
  );
}

function SearchLine({ q, onChange }: { readonly q: string; readonly onChange: Props['onChange'] }) {
  const t = useTranslations('events.search');
  return (
    <form
      key={q}
      className="flex w-full min-w-64 grow gap-1 sm:w-auto"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(searchesFor(String(new FormData(event.currentTarget).get('q') ?? '')));
      }}
    >
      <Input
        type="search"
        name="q"
        aria-label={t('text')}
        placeholder={t('placeholder')}
        defaultValue={q}
        maxLength={200}
        className="h-7 min-w-0 grow font-mono text-sm"
      />
      <Button size="sm" type="submit">
        {t('submit')}
      </Button>
      <Help />
    </form>
  );
}

function Help() {
  const t = useTranslations('events.search');
  return (
    <Dialog
      title={t('help')}
      trigger={
        <Button size="icon" variant="ghost" aria-label={t('help')}>
          <CircleHelp aria-hidden />
        </Button>
      }
    >
      <p>{t('helpLead')}</p>
      <pre className="my-2 overflow-x-auto rounded bg-sunken p-2 font-mono text-xs">{EXAMPLE}</pre>
      <p>{t('helpKeys', { keys: SEARCH_KEYS.join(', ') })}</p>
    </Dialog>
  );
}
