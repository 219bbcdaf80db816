import type { ReactNode } from 'react';

type Props = {
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  /** `h1` where nothing else on the page names it. */
  readonly heading?: 'h1' | 'h2';
  /** What to do now, in a sentence. */
  readonly children?: ReactNode;
  /** One button or link, two at most. */
  readonly action?: ReactNode;
};

export function EmptyState({ icon, title, heading: Heading = 'h2', children, action }: Props) {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center gap-2 px-4 py-12 text-center">
      {icon && (
        <span aria-hidden className="text-muted [&_svg]:size-7">
          {icon}
        </span>
      )}
      <Heading className="font-semibold text-lg">{title}</Heading>
      {children && <div className="text-muted">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
