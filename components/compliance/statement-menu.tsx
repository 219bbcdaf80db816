'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Menu, MenuDownload } from '@/components/ui/menu';

type Props = { readonly framework: string; readonly day: string | null };

/** The statement of applicability as a file, of the moment that is shown. */
export function StatementMenu({ framework, day }: Props) {
  const t = useTranslations('compliance.statement');
  const at = day === null ? '' : `&at=${day}`;
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          <Download aria-hidden />
          {t('open')}
        </Button>
      }
    >
      {(['pdf', 'csv', 'jsonl', 'md'] as const).map((format) => (
        <MenuDownload key={format} href={`/api/compliance/statement?framework=${framework}&format=${format}${at}`}>
          {t(format)}
        </MenuDownload>
      ))}
    </Menu>
  );
}
