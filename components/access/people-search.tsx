import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';

/** Finds people of a list by name or address; the address of the page keeps what was typed. */
export function PeopleSearch({ search }: { readonly search: string }) {
  const t = useTranslations('access.people');
  return (
    <search>
      <form className="mb-4 flex gap-2">
        <Input
          key={search}
          name="q"
          type="search"
          defaultValue={search}
          aria-label={t('search')}
          placeholder={t('search')}
          className="max-w-sm"
        />
        <Button type="submit">{t('search')}</Button>
      </form>
    </search>
  );
}
