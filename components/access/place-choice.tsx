'use client';

import { Checkbox } from '@/components/ui/checkbox';
import type { PlaceDto } from '@/lib/access/types';

export type Chosen = { readonly teams: readonly string[]; readonly products: readonly string[] };

type Props = {
  readonly legend: string;
  readonly hint?: string;
  readonly places: readonly PlaceDto[];
  readonly chosen: Chosen;
  readonly disabled?: boolean;
  readonly onChange: (chosen: Chosen) => void;
};

function withItem(list: readonly string[], id: string, on: boolean): readonly string[] {
  return on ? [...list, id] : list.filter((other) => other !== id);
}

/** Teams, and below each its products; a chosen team covers its products. */
export function PlaceChoice({ legend, hint, places, chosen, disabled = false, onChange }: Props) {
  const { teams, products } = chosen;
  return (
    <fieldset className="flex flex-col gap-1" disabled={disabled}>
      <legend className="mb-1 font-medium">{legend}</legend>
      {hint && <p className="mb-1 text-muted text-xs">{hint}</p>}
      {places.map((team) => (
        <div key={team.id} className="flex flex-col">
          <Checkbox
            label={team.name}
            disabled={disabled}
            checked={teams.includes(team.id)}
            onCheckedChange={(on) => onChange({ products, teams: withItem(teams, team.id, on) })}
          />
          <div className="flex flex-wrap gap-x-4 pl-7">
            {team.products.map((product) => (
              <Checkbox
                key={product.id}
                label={product.name}
                disabled={disabled || teams.includes(team.id)}
                checked={teams.includes(team.id) || products.includes(product.id)}
                onCheckedChange={(on) => onChange({ teams, products: withItem(products, product.id, on) })}
              />
            ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}
