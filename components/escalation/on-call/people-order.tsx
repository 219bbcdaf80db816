'use client';

import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';

export type Named = { readonly id: string; readonly name: string };

type Props = {
  readonly value: readonly string[];
  readonly people: readonly Named[];
  /** Of those who can no longer be chosen. */
  readonly names: Readonly<Record<string, string>>;
  readonly error: boolean;
  readonly onChange: (people: readonly string[]) => void;
};

function moved(people: readonly string[], from: number, to: number): readonly string[] {
  const one = people[from];
  return one === undefined ? people : people.toSpliced(from, 1).toSpliced(to, 0, one);
}

/** Who takes turns, in order; somebody may have more than one. */
export function PeopleOrder({ value, people, names, error, onChange }: Props) {
  const t = useTranslations('escalation.layers');
  const known = new Map(people.map(({ id, name }) => [id, name]));
  return (
    <fieldset className="flex w-full flex-col gap-2">
      <legend className="mb-1 font-medium">{t('people')}</legend>
      <ol className="empty:hidden">
        {value.map((id, at) => {
          const name = known.get(id) ?? names[id] ?? '?';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: one person may stand in several places
            <li key={at} className="flex items-center gap-1 border-line border-b py-1">
              <span className="w-6 text-muted tabular-nums">{at + 1}.</span>
              <span className="min-w-0 flex-1 truncate">
                {name} {!known.has(id) && <span className="text-missed-ink text-sm">{t('gone')}</span>}
              </span>
              <Button
                size="icon"
                variant="ghost"
                aria-label={t('up', { name })}
                disabled={at === 0}
                onClick={() => onChange(moved(value, at, at - 1))}
              >
                <ArrowUp aria-hidden />
              </Button>
              <Button
                size="icon"
                variant="ghost"
                aria-label={t('down', { name })}
                disabled={at === value.length - 1}
                onClick={() => onChange(moved(value, at, at + 1))}
              >
                <ArrowDown aria-hidden />
              </Button>
              <Button
                size="icon"
                variant="ghost"
                aria-label={t('without', { name })}
                onClick={() => onChange(value.toSpliced(at, 1))}
              >
                <X aria-hidden />
              </Button>
            </li>
          );
        })}
      </ol>
      <Combobox
        key={value.length}
        label={t('addPerson')}
        placeholder={t('addPerson')}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={null}
        onValueChange={(id) => id !== null && onChange([...value, id])}
      />
      {error && (
        <p role="alert" className="text-missed-ink text-xs">
          {t('peopleWrong')}
        </p>
      )}
    </fieldset>
  );
}
