import { type ReactNode, useId } from 'react';

type Props = { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode };

/** A part of the case file, under its own heading. */
export function FilePart({ title, aside, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-line border-t py-4">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 id={id} className="font-semibold text-base">
          {title}
        </h3>
        {aside && <span className="text-muted text-xs tabular-nums">{aside}</span>}
      </div>
      {children}
    </section>
  );
}
