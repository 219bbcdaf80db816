import { useTranslations } from 'next-intl';
import type { ProductAttributes } from '@/lib/assets/attributes';

/** What a product is, in one line: each fact with its name, unknown ones said to be so. */
export function AttributeFacts({ tier, exposure, dataClass }: ProductAttributes) {
  const t = useTranslations('assets.attributes');
  const facts = [
    { name: t('tier'), is: tier && t(`tiers.${tier}`) },
    { name: t('exposure'), is: exposure && t(`exposures.${exposure}`) },
    { name: t('dataClass'), is: dataClass && t(`dataClasses.${dataClass}`) },
  ];
  return (
    <dl className="mb-4 flex flex-wrap gap-x-6 gap-y-1">
      {facts.map(({ name, is }) => (
        <div key={name} className="flex gap-1.5">
          <dt className="text-muted">{name}</dt>
          <dd className={is ? undefined : 'text-unknown-ink'}>{is ?? t('unknown')}</dd>
        </div>
      ))}
    </dl>
  );
}
