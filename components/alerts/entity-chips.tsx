import { useTranslations } from 'next-intl';
import { entityFields } from '@/lib/alerts/entity';
import type { Entity } from '@/lib/alerts/types';

/** Whom and where: `pod shop/web-1` `user kate`. */
export function EntityChips({ entity }: { readonly entity: Entity }) {
  const t = useTranslations('alerts');
  const fields = entityFields(entity);
  if (fields.length === 0) return <span className="text-muted">{t('nobody')}</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {fields.map(({ key, name, value }) => (
        <span key={name} className="inline-flex max-w-full items-baseline gap-1 rounded bg-hover px-1.5 text-xs">
          <span className="shrink-0 text-muted">{key === null ? name : t(`fields.${key}`)}</span>
          <span className="font-mono wrap-anywhere">{value}</span>
        </span>
      ))}
    </span>
  );
}
