'use client';

import { Download } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button-style';
import { REGISTER_FORMATS } from '@/lib/acceptances/register';

/** The register as the list shows it now, as a file. */
export function ExportRegister() {
  const t = useTranslations('acceptances.export');
  const query = useSearchParams().toString();
  return REGISTER_FORMATS.map((format) => (
    <a
      key={format}
      href={`/api/acceptances/export?format=${format}${query ? `&${query}` : ''}`}
      download
      className={buttonClass()}
    >
      <Download aria-hidden />
      {t(format)}
    </a>
  ));
}
