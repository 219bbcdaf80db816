import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import type { AuditFilter } from '@/lib/audit/schema';

type Props = { readonly filter: AuditFilter; readonly filtered: boolean };

/** A plain form: the address is the state. */
export function AuditFilterForm({ filter, filtered }: Props) {
  const t = useTranslations('audit');
  return (
    <search>
      <form className="mb-4 flex flex-wrap items-end gap-2">
        {(['person', 'action', 'target'] as const).map((name) => (
          <label key={name} htmlFor={`audit-${name}`} className="flex flex-col gap-1 text-xs">
            {t(name)}
            <Input
              id={`audit-${name}`}
              name={name}
              defaultValue={filter[name] ?? ''}
              maxLength={200}
              className="w-40"
            />
          </label>
        ))}
        {(['from', 'to'] as const).map((name) => (
          <label key={name} htmlFor={`audit-${name}`} className="flex flex-col gap-1 text-xs">
            {t(name)}
            <Input id={`audit-${name}`} name={name} type="date" defaultValue={filter[name] ?? ''} />
          </label>
        ))}
        <Button type="submit">{t('filter')}</Button>
        {filtered && (
          <LinkButton variant="ghost" href="/audit">
            {t('clear')}
          </LinkButton>
        )}
      </form>
    </search>
  );
}
