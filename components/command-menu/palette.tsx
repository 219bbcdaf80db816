'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { activeShortcuts, SECTIONS } from '@/components/command-menu/registry';
import { ShortcutKeys } from '@/components/command-menu/shortcut-keys';
import { cn } from '@/components/ui/cn';
import { BACKDROP } from '@/components/ui/dialog';

export const PALETTE_ITEM =
  'flex min-h-9 cursor-default items-center justify-between gap-3 rounded-md px-2 data-[selected=true]:bg-hover';
export const PALETTE_GROUP =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs';

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** More groups that depend on what was typed: findings, products. `close` before navigating. */
  readonly results: (query: string, close: () => void) => ReactNode;
};

/** Finds anything: verbs that may run now, pages, and what `results` adds. */
export function Palette({ open, onOpenChange, results }: Props) {
  const t = useTranslations('shell.palette');
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={BACKDROP} />
        <BaseDialog.Popup
          data-captures-keys
          className="fixed top-[12dvh] left-1/2 z-50 w-[min(38rem,calc(100vw-1rem))] -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-surface shadow-xl"
        >
          <BaseDialog.Title className="sr-only">{t('title')}</BaseDialog.Title>
          {open && <PaletteBody close={() => onOpenChange(false)} results={results} />}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

function PaletteBody({ close, results }: { readonly close: () => void; readonly results: Props['results'] }) {
  const t = useTranslations();
  const [query, setQuery] = useState('');
  const [shortcuts] = useState(activeShortcuts);
  return (
    <Command label={t('shell.palette.title')} loop>
      <Command.Input
        value={query}
        onValueChange={setQuery}
        placeholder={t('shell.palette.placeholder')}
        className="h-12 w-full border-line border-b bg-transparent px-4 text-base outline-none placeholder:text-muted"
      />
      <Command.List className="max-h-[55dvh] overflow-y-auto p-2">
        <Command.Empty className="px-2 py-6 text-center text-muted">{t('ui.noMatch')}</Command.Empty>
        {SECTIONS.map((section) => {
          const rows = shortcuts.filter((shortcut) => shortcut.section === section);
          if (rows.length === 0) return null;
          return (
            <Command.Group key={section} heading={t(`shell.shortcuts.sections.${section}`)} className={PALETTE_GROUP}>
              {rows.map(({ id, keys, labelKey, run }) => (
                <Command.Item
                  key={id}
                  value={id}
                  keywords={[t(labelKey)]}
                  className={cn(PALETTE_ITEM)}
                  onSelect={() => {
                    close();
                    run();
                  }}
                >
                  {t(labelKey)}
                  {keys[0] && <ShortcutKeys keys={keys[0]} />}
                </Command.Item>
              ))}
            </Command.Group>
          );
        })}
        {results(query, close)}
      </Command.List>
    </Command>
  );
}
