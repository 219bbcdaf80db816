import { ChevronLeft, ChevronRight, SquareDashed, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

type Props = {
  readonly hasChosen: boolean;
  readonly isWhole: boolean;
  /** A finger chooses instead of moving. */
  readonly choosing: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onPan: (share: number) => void;
  readonly onChoosing: (choosing: boolean) => void;
  readonly onToChosen: () => void;
  readonly onLetGo: () => void;
  readonly onWhole: () => void;
};

const NEARER = 0.5;
const STEP = 0.5;

/** What keys, wheel and fingers do, for whoever would rather press. */
export function PictureTools({ hasChosen, isWhole, choosing, ...on }: Props) {
  const t = useTranslations('timeline.tools');
  const steps = [
    { name: 'nearer', Icon: ZoomIn, run: () => on.onZoom(NEARER) },
    { name: 'farther', Icon: ZoomOut, run: () => on.onZoom(1 / NEARER) },
    { name: 'earlier', Icon: ChevronLeft, run: () => on.onPan(-STEP) },
    { name: 'later', Icon: ChevronRight, run: () => on.onPan(STEP) },
  ] as const;
  return (
    <fieldset aria-label={t('label')} className="flex flex-wrap items-center gap-1">
      {steps.map(({ name, Icon, run }) => (
        <Button key={name} size="icon" variant="ghost" aria-label={t(name)} title={t(name)} onClick={run}>
          <Icon aria-hidden />
        </Button>
      ))}
      <Button
        size="sm"
        aria-pressed={choosing}
        className="not-pointer-coarse:hidden"
        onClick={() => on.onChoosing(!choosing)}
      >
        <SquareDashed aria-hidden />
        {t('choose')}
      </Button>
      {hasChosen && (
        <>
          <Button size="sm" onClick={on.onToChosen}>
            {t('toChosen')}
          </Button>
          <Button size="sm" variant="ghost" onClick={on.onLetGo}>
            <X aria-hidden />
            {t('letGo')}
          </Button>
        </>
      )}
      <Button size="sm" disabled={isWhole} onClick={on.onWhole}>
        {t('all')}
      </Button>
    </fieldset>
  );
}
