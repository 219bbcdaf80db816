'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Menu, MenuDownload } from '@/components/ui/menu';

type Format = 'csv' | 'jsonl' | 'sarif';

type Props = {
  /** The address of the file, to which the format is added. */
  readonly href: string;
  readonly formats: readonly Format[];
};

/** What is in the list as a file: the browser writes it to disk as it comes. */
export function ExportMenu({ href, formats }: Props) {
  const t = useTranslations('ui.export');
  const joint = href.includes('?') ? '&' : '?';
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          <Download aria-hidden />
          {t('label')}
        </Button>
      }
    >
      {formats.map((format) => (
        <MenuDownload key={format} href={`${href}${joint}format=${format}`}>
          {t(format)}
        </MenuDownload>
      ))}
    </Menu>
  );
}
