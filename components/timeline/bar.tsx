'use client';

import { CircleHelp, Download, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FilterRow } from '@/components/layout/filter-row';
import { AddItemDialog } from '@/components/timeline/add-item-dialog';
import type { TimelineChange } from '@/components/timeline/workspace';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { Menu, MenuDownload } from '@/components/ui/menu';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { timelinePath } from '@/lib/timeline/queries';
import { TIMELINE_KEYS } from '@/lib/timeline/search';
import { behindPicture, type TimelineAddress, timelineHref } from '@/lib/timeline/search-params';
import { FLAGS, LANE_BYS, SEARCHED_KINDS, type TimelineView } from '@/lib/timeline/types';

type Props = {
  readonly number: number;
  readonly address: TimelineAddress;
  readonly view: TimelineView | undefined;
  readonly filtered: boolean;
  readonly onChange: (change: TimelineChange) => void;
  readonly onClear: () => void;
};

const EXAMPLE = 'user:kate process:bash -ns:kube-system kind:event is:linked severity:high "cut off"';
const FORMATS = ['csv', 'jsonl', 'timesketch'] as const;

/** Search, lanes, zone, and what can be done with all of it. */
export function TimelineBar({ number, address, view, filtered, onChange, onClear }: Props) {
  const t = useTranslations('timeline');
  const behind = behindPicture(address);
  return (
    <FilterRow
      label={t('search.label')}
      filtered={filtered}
      onClear={onClear}
      order={
        <span className="flex gap-1.5">
          {view?.incident.mayWrite && <AddItem number={number} />}
          <Menu
            align="end"
            trigger={
              <Button size="sm">
                <Download aria-hidden />
                {t('export.label')}
              </Button>
            }
          >
            {FORMATS.map((format) => (
              <MenuDownload
                key={format}
                href={`${timelineHref(timelinePath(number, '/export'), { ...behind, utc: null, open: null, lanes: null })}${behind.q || behind.from ? '&' : '?'}format=${format}`}
              >
                {t(`export.${format}`)}
              </MenuDownload>
            ))}
          </Menu>
        </span>
      }
    >
      <SearchLine q={address.q ?? ''} onChange={onChange} />
      <SegmentedControl
        label={t('lanes.label')}
        options={LANE_BYS.map((value) => ({ value, label: t(`lanes.by.${value}`) }))}
        value={address.lanes}
        onValueChange={(lanes) => onChange({ lanes })}
      />
      <Checkbox checked={address.utc} onCheckedChange={(utc) => onChange({ utc })} label={t('utc')} />
      {view?.problems.map(({ code, typed, at }) => (
        <p key={at} role="status" className="w-full text-partly-ink text-xs">
          {t(`search.problems.${code}`, { typed, at })}
        </p>
      ))}
    </FilterRow>
  );
}

function AddItem({ number }: { readonly number: number }) {
  const t = useTranslations('timeline.add');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {t('label')}
      </Button>
      {open && <AddItemDialog number={number} onClose={() => setOpen(false)} />}
    </>
  );
}

function SearchLine({ q, onChange }: { readonly q: string; readonly onChange: Props['onChange'] }) {
  const t = useTranslations('timeline.search');
  return (
    <form
      key={q}
      className="flex w-full min-w-64 grow gap-1 lg:w-auto"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ q: String(new FormData(event.currentTarget).get('q') ?? '').trim() || null });
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
  const t = useTranslations('timeline');
  return (
    <Dialog
      title={t('search.help')}
      trigger={
        <Button size="icon" variant="ghost" aria-label={t('search.help')}>
          <CircleHelp aria-hidden />
        </Button>
      }
    >
      <p>{t('search.helpLead')}</p>
      <pre className="my-2 overflow-x-auto rounded bg-sunken p-2 font-mono text-xs">{EXAMPLE}</pre>
      <p>{t('search.helpKeys', { keys: TIMELINE_KEYS.join(', ') })}</p>
      <p className="mt-2">{t('search.helpKinds', { kinds: SEARCHED_KINDS.join(', '), flags: FLAGS.join(', ') })}</p>
      <h3 className="mt-4 font-medium">{t('picture.keysLabel')}</h3>
      <p>{t('picture.keys')}</p>
      <p className="mt-2">{t('picture.shapes')}</p>
    </Dialog>
  );
}
