import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { TONE_CLASS, type Tone } from '@/components/ui/tone';

type Props = {
  readonly tone?: Tone;
  /** A shape or letter that says the same as the colour. */
  readonly mark?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
};

export function Badge({ tone = 'neutral', mark, className, children }: Props) {
  return (
    <span
      className={cn(
        'inline-flex h-5 max-w-full items-center gap-1 rounded px-1.5 font-medium text-xs [&_svg]:size-3 [&_svg]:shrink-0',
        TONE_CLASS[tone],
        className,
      )}
    >
      {mark && <span aria-hidden>{mark}</span>}
      <span className="truncate">{children}</span>
    </span>
  );
}
