import { useTranslations } from 'next-intl';

/** A file's size, in kB up to a megabyte. `bytes`: decimal units, as file managers count. */
export function FileSize({ bytes }: { readonly bytes: number }) {
  const t = useTranslations('imports');
  return bytes < 1e6 ? t('kilobytes', { size: bytes / 1e3 }) : t('megabytes', { size: bytes / 1e6 });
}
