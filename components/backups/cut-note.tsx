import { useTranslations } from 'next-intl';

/** Says that a list is not whole. */
export function CutNote({ shown, total }: { readonly shown: number; readonly total: number }) {
  const t = useTranslations('backups');
  return shown < total && <p className="mb-3 text-muted">{t('cut', { shown, total })}</p>;
}
