'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { LINE_MAX } from '@/lib/reviews/content';

type Props = {
  readonly label: string;
  readonly itemLabel: (number: number) => string;
  readonly add: string;
  readonly lines: readonly string[];
  readonly max?: number;
  /** One line may be marked. */
  readonly marked?: {
    readonly index: number | null;
    readonly label: string;
    readonly onMark: (index: number) => void;
  };
  /** `mark`: where the marked line is after one was taken out. */
  readonly onChange: (lines: string[], mark?: number | null) => void;
};

/** Where the mark is once a line is gone. */
function markAfter(mark: number | null, gone: number): number | null {
  if (mark === null || mark === gone) return null;
  return mark > gone ? mark - 1 : mark;
}

/** Lines in an order, added at the end. */
export function LinesField({ label, itemLabel, add, lines, max = 50, marked, onChange }: Props) {
  const t = useTranslations('reviews');
  const group = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">{label}</legend>
      <ol className="flex flex-col gap-2">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <li key={index} className="flex flex-wrap items-center gap-2">
            <Input
              aria-label={itemLabel(index + 1)}
              placeholder={itemLabel(index + 1)}
              value={line}
              maxLength={LINE_MAX}
              className="min-w-0 flex-1 basis-60"
              onChange={({ target }) => onChange(lines.map((one, at) => (at === index ? target.value : one)))}
            />
            {marked && (
              <label className="inline-flex min-h-6 items-center gap-1.5">
                <input
                  type="radio"
                  name={group}
                  checked={marked.index === index}
                  onChange={() => marked.onMark(index)}
                  className="size-4 accent-accent"
                />
                {marked.label}
              </label>
            )}
            <Button
              variant="ghost"
              size="sm"
              aria-label={t('remove', { what: itemLabel(index + 1) })}
              onClick={() =>
                onChange(
                  lines.filter((_, at) => at !== index),
                  markAfter(marked?.index ?? null, index),
                )
              }
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ol>
      {lines.length < max && (
        <Button size="sm" className="mt-2" onClick={() => onChange([...lines, ''])}>
          {add}
        </Button>
      )}
    </fieldset>
  );
}
