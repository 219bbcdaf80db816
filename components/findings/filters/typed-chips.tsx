'use client';

import { X } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { ListedState } from '@/components/findings/use-address';
import { Button } from '@/components/ui/button';
import type { Turned } from '@/lib/findings/search-params';

const ANSWERED = ['snoozed', 'regressed', 'handover'] as const;
const TYPED = ['id', 'package', 'path', 'from', 'to', 'since'] as const;

/** The typed filters and the import's set that are in use, each with a way out. */
export function TypedChips({ state: { filter, change } }: { readonly state: ListedState }) {
  const t = useTranslations('findings.filters');
  const ui = useTranslations('ui.filter');
  const format = useFormatter();
  const day = (at: string) => format.dateTime(new Date(`${at}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
  const turnedChip = ({ turn, from, to }: Turned) => ({
    name: 'changed',
    text: t(`turned.${turn}`, { from: day(from), to: day(to) }),
    off: { changed: null },
  });
  const chips = [
    ...TYPED.flatMap((name) => {
      const value = filter[name];
      return value ? [{ name, text: ui('chosen', { name: t(name), chosen: value }), off: { [name]: null } }] : [];
    }),
    ...ANSWERED.flatMap((name) => {
      const value = filter[name];
      const text = value && ui('chosen', { name: t(name), chosen: t(`answers.${value}`) });
      return text ? [{ name, text, off: { [name]: null } }] : [];
    }),
    ...(filter.changed ? [turnedChip(filter.changed)] : []),
    ...(filter.own ? [{ name: 'own', text: t('own'), off: { own: null } }] : []),
    ...(filter.acceptance ? [{ name: 'acceptance', text: t('acceptance'), off: { acceptance: null } }] : []),
    ...(filter.asset ? [{ name: 'asset', text: t('asset'), off: { asset: null } }] : []),
    ...(filter.import
      ? [
          {
            name: 'import',
            text: t('importSet', { change: t(`changes.${filter.change ?? 'all'}`) }),
            off: { import: null, change: null },
          },
        ]
      : []),
  ];
  return chips.map(({ name, text, off }) => (
    <Button
      key={name}
      size="sm"
      aria-label={t('remove', { name: text })}
      className="max-w-64 bg-accent-soft"
      onClick={() => change(off)}
    >
      <span className="truncate">{text}</span>
      <X aria-hidden />
    </Button>
  ));
}
