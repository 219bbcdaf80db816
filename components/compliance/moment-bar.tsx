import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';

type Props = {
  /** `YYYY-MM-DD`; null: now. */
  readonly day: string | null;
  /** This page without a day. */
  readonly path: string;
  /** The last day that can be asked for: yesterday. */
  readonly last: string;
};

/** The auditor's view: everything as it was at the end of a day, read-only. Works without a script. */
export function MomentBar({ day, path, last }: Props) {
  const t = useTranslations('compliance.moment');
  const format = useFormatter();
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
      <form key={day} action={path} className="flex flex-wrap items-center gap-2">
        <label htmlFor="compliance-at" className="text-muted">
          {t('label')}
        </label>
        <Input id="compliance-at" type="date" name="at" required max={last} defaultValue={day ?? ''} className="w-40" />
        <Button type="submit">{t('show')}</Button>
      </form>
      {day !== null && (
        <p role="status" className="rounded bg-accent-soft px-2 py-1">
          {t('past', { day: format.dateTime(new Date(`${day}T12:00:00Z`), 'day') })}{' '}
          <Link href={path} className="underline">
            {t('now')}
          </Link>
        </p>
      )}
    </div>
  );
}
