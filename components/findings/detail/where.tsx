import { useTranslations } from 'next-intl';
import { Fact } from '@/components/findings/detail/section';
import type { Location } from '@/lib/findings/types';

const FIELDS = [
  'path',
  'line',
  'endLine',
  'column',
  'symbol',
  'url',
  'method',
  'parameter',
  'host',
  'port',
  'protocol',
  'service',
  'purl',
  'packageType',
  'image',
  'layer',
  'resource',
  'namespace',
] as const satisfies readonly (keyof Location)[];

/** Every part of the location that the scanner gave. */
export function Where({ where }: { readonly where: Location }) {
  const t = useTranslations('findings.where');
  return (
    <dl>
      {FIELDS.flatMap((field) => {
        const value = where[field];
        if (value === undefined || value === '') return [];
        return (
          <Fact key={field} name={t(field)}>
            <span className="font-mono text-xs">{value}</span>
          </Fact>
        );
      })}
    </dl>
  );
}
