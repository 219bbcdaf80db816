import { Ban, Check, CircleDashed, Eye, LoaderCircle, type LucideIcon, Undo2, Upload, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { ImportStateName } from '@/lib/imports/types';

const LOOK: Readonly<Record<ImportStateName, readonly [Tone, LucideIcon]>> = {
  uploading: ['accent', Upload],
  queued: ['neutral', CircleDashed],
  running: ['accent', LoaderCircle],
  done: ['met', Check],
  failed: ['missed', X],
  cancelled: ['unknown', Ban],
  previewed: ['neutral', Eye],
  undone: ['unknown', Undo2],
};

export function ImportStateBadge({ state, stopping }: { readonly state: ImportStateName; readonly stopping: boolean }) {
  const t = useTranslations('imports');
  const [tone, Icon] = LOOK[state];
  return (
    <Badge tone={tone} mark={<Icon />}>
      {stopping ? t('stopping') : t(`state.${state}`)}
    </Badge>
  );
}
