import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import { DATA_CLASSES, EXPOSURES, TIERS } from '@/lib/assets/attributes';
import type { StepView } from '@/lib/assets/inventory-types';

const FIELDS = ['product', 'tier', 'exposure', 'dataClass', 'name'] as const;
type FieldName = (typeof FIELDS)[number];

/** What people did with the asset, the newest first. */
export function AssetSteps({ steps }: { readonly steps: readonly StepView[] }) {
  const t = useTranslations('inventory');
  const wordOf = useValueWord();
  if (steps.length === 0) return <p className="text-muted">{t('detail.noHistory')}</p>;
  return (
    <ol className="flex flex-col gap-1.5">
      {steps.map(({ id, at, verb, actorName, data }) => (
        <li key={id}>
          <span className="text-muted text-xs">
            <RelativeTime at={at} /> · {actorName}
          </span>{' '}
          {t(`verbs.${verb}`)}
          {FIELDS.filter((field) => data[field] !== undefined).map((field) => (
            <span key={field} className="block text-xs">
              {t('step', {
                field: t(`fields.${field}`),
                before: wordOf(field, data[field]?.[0] ?? null),
                after: wordOf(field, data[field]?.[1] ?? null),
              })}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}

function useValueWord() {
  const t = useTranslations('assets.attributes');
  return (field: FieldName, value: string | null): string => {
    if (value === null) return t('unknown');
    const tier = TIERS.find((one) => field === 'tier' && String(one) === value);
    const exposure = EXPOSURES.find((one) => field === 'exposure' && one === value);
    const data = DATA_CLASSES.find((one) => field === 'dataClass' && one === value);
    if (tier) return t(`tiers.${tier}`);
    if (exposure) return t(`exposures.${exposure}`);
    return data ? t(`dataClasses.${data}`) : value;
  };
}
