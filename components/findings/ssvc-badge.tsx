import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { SsvcDecision } from '@/lib/findings/ssvc-decisions';

const TONES: Readonly<Record<SsvcDecision, Tone>> = {
  track: 'neutral',
  track_star: 'low',
  attend: 'high',
  act: 'critical',
};

/** CISA's word for what to do. It is a proper name in every language; the meaning is told beside it. */
export function SsvcBadge({ decision }: { readonly decision: SsvcDecision }) {
  const t = useTranslations('risk.ssvc');
  return (
    <span title={t(`meaning.${decision}`)} className="inline-flex max-w-full">
      <Badge tone={TONES[decision]}>{t(`decisions.${decision}`)}</Badge>
    </span>
  );
}
