import { CircleCheck, CircleHelp, CircleX, Clock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Coverage, Protection } from '@/lib/assets/kinds';

const LOOKS = {
  met: { tone: 'met', mark: <CircleCheck /> },
  late: { tone: 'partly', mark: <Clock /> },
  missed: { tone: 'missed', mark: <CircleX /> },
  unknown: { tone: 'unknown', mark: <CircleHelp /> },
} as const;

/** What is backed up is covered, and may yet miss its objectives. */
export function stateWord(protection: Protection, state: Coverage) {
  return protection === 'backup' && state === 'missed' ? 'objectives' : state;
}

/** How a protection covers an asset; where it does not apply it is quiet. */
export function CoverageBadge({ of, state }: { readonly of: Protection; readonly state: Coverage }) {
  const t = useTranslations('inventory.states');
  if (state === 'none') return <span className="text-muted text-xs">{t('none')}</span>;
  const { tone, mark } = LOOKS[state];
  return (
    <Badge tone={tone} mark={mark}>
      {t(stateWord(of, state))}
    </Badge>
  );
}
