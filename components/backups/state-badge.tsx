import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { State } from '@/lib/backups/types';

const MARK = { met: <CircleCheck />, missed: <CircleX />, unknown: <CircleHelp /> } as const;

/** Met, missed, or not known, which is neither; `children` beside the mark, else the state's name. */
export function StateBadge({ state, children }: { readonly state: State; readonly children?: string | null }) {
  const t = useTranslations('backups.states');
  return (
    <Badge tone={state} mark={MARK[state]}>
      {children ? (
        <>
          <span className="sr-only">{t(state)}: </span>
          {children}
        </>
      ) : (
        t(state)
      )}
    </Badge>
  );
}
