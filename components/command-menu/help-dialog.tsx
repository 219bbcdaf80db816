'use client';

import { useTranslations } from 'next-intl';
import { isSingleKey } from '@/components/command-menu/keys';
import { activeShortcuts, SECTIONS } from '@/components/command-menu/registry';
import { ShortcutKeys } from '@/components/command-menu/shortcut-keys';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly singleKeys: boolean;
  readonly onSingleKeysChange: (on: boolean) => void;
};

export function HelpDialog({ open, onOpenChange, singleKeys, onSingleKeysChange }: Props) {
  const t = useTranslations('shell.shortcuts');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('title')}>
      {open && <ShortcutList singleKeys={singleKeys} />}
      <div className="mt-4 border-line border-t pt-3">
        <Checkbox checked={singleKeys} onCheckedChange={onSingleKeysChange} label={t('singleKeys')} />
        <p className="ml-7.5 text-muted text-xs">{t('singleKeysHint')}</p>
      </div>
    </Dialog>
  );
}

function ShortcutList({ singleKeys }: { readonly singleKeys: boolean }) {
  const t = useTranslations();
  const shortcuts = activeShortcuts().filter(({ keys }) => keys.some((key) => singleKeys || !isSingleKey(key)));
  return SECTIONS.map((section) => {
    const rows = shortcuts.filter((shortcut) => shortcut.section === section);
    if (rows.length === 0) return null;
    return (
      <section key={section} className="mb-4">
        <h3 className="mb-1 font-medium text-muted text-xs">{t(`shell.shortcuts.sections.${section}`)}</h3>
        <ul className="sm:columns-2 sm:gap-8">
          {rows.map(({ id, keys, labelKey }) => (
            <li key={id} className="flex min-h-8 break-inside-avoid items-center justify-between gap-4">
              <span>{t(labelKey)}</span>
              {keys[0] && <ShortcutKeys keys={keys[0]} />}
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
