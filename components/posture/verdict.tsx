import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { countStates } from '@/lib/safeguards/score';
import type { State } from '@/lib/safeguards/types';
import type { Posture } from '@/lib/safeguards/view-types';

type Props = { readonly posture: Posture; readonly hrefOf: (state: State) => string };

/** The posture in a sentence, each figure a way to its promises. */
export function Verdict({ posture, hrefOf }: Props) {
  const t = useTranslations('posture');
  const link = (state: State) => (chunks: ReactNode) => (
    <Link
      href={hrefOf(state)}
      prefetch={false}
      className="rounded-sm underline decoration-1 decoration-line-strong underline-offset-3 hover:decoration-current"
    >
      {chunks}
    </Link>
  );
  return t.rich('verdict', {
    ...countStates(posture.rows),
    of: posture.score.of,
    good: link('met'),
    half: link('partly'),
    bad: link('missed'),
    open: link('unknown'),
  });
}
