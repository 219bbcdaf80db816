import { type ReactNode, useId } from 'react';

type Props = {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  /** On a page of its own its parts follow the page's name; in a panel they follow the panel's. */
  readonly level?: 2 | 3;
  readonly children: ReactNode;
};

/** A part of the detail, under its own heading. */
export function Section({ title, aside, level = 3, children }: Props) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section aria-labelledby={id} className="border-line border-t py-3">
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <Heading id={id} className="font-semibold">
          {title}
        </Heading>
        {aside && <span className="text-muted text-xs">{aside}</span>}
      </div>
      {children}
    </section>
  );
}

/** A name and its value in a list of facts. */
export function Fact({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-2 py-0.5">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

export function OutLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="text-accent underline">
      {children}
    </a>
  );
}
