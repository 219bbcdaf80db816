import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** Says that anybody on this machine may sign in as anybody. */
export function DemoBanner() {
  const t = useTranslations('shell');
  return (
    <aside
      aria-label={t('demoLabel')}
      className="flex items-center justify-center gap-2 bg-partly-soft px-4 py-1 text-center text-partly-ink text-xs"
    >
      <FlaskConical aria-hidden className="size-3.5 shrink-0" />
      {t('demoBanner')}
    </aside>
  );
}
