'use client';

import { CircleHelp, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type EventChange, searchesFor } from '@/components/events/search-change';
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
  readonly onChange: (change: EventChange) => void;
};

/** View, search, window, product and zone. */
export function EventSearch({ address, products, problems, onChange }: Props) {
  const t = useTranslations('events.search');
  const fixed = address.from !== null && address.to !== null;
  return (
    <search aria-label={t('label')} className="mb-3 flex flex-wrap items-center gap-1.5">
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
            value={fixed ? '' : address.last}
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
      <Checkbox checked={address.utc} onCheckedChange={(utc) => onChange({ utc })} label="UTC" />
      {fixed && (
        <Button size="sm" variant="ghost" onClick={() => onChange({ from: null, to: null })}>
          <X aria-hidden />
          {t('wholeSpan')}
        </Button>
      )}
      {problems.map(({ code, typed }) => (
        <p key={typed} role="status" className="basis-full text-partly-ink text-xs">
          {t(`problems.${code}`, { typed })}
        </p>
      ))}
    </search>
  );
}

function SearchLine({ q, onChange }: { readonly q: string; readonly onChange: Props['onChange'] }) {
  const t = useTranslations('events.search');
  return (
    <form
      key={q}
      className="flex min-w-0 grow basis-64 gap-1"
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
      <pre className="my-2 overflow-x-auto rounded bg-sunken p-2 font-mono text-xs">
        {'user:kate process:"bash -c*" -ns:kube-system severity:high outcome:failure "cut off"'}
      </pre>
      <p>{t('helpKeys', { keys: SEARCH_KEYS.join(', ') })}</p>
    </Dialog>
  );
}
