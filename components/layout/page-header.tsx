import type { ReactNode } from 'react';

type Props = {
  readonly title: ReactNode;
  /** The page's answer in a sentence, or what the page is for. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
};

/** The first line of a page: what it is, its answer, what can be done. */
export function PageHeader({ title, lead, actions }: Props) {
  return (
    <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        <h1 className="font-semibold text-xl">{title}</h1>
        {lead && <p className="mt-0.5 max-w-prose text-muted">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
