import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { ControlState, SafeguardState } from '@/lib/compliance/types';

type Look = { readonly tone: Tone; readonly mark: string };

export const STATE_LOOKS: Readonly<Record<ControlState, Look>> = {
  met: { tone: 'met', mark: '✓' },
  partly: { tone: 'partly', mark: '◐' },
  partly_known: { tone: 'partly', mark: '?' },
  not_met: { tone: 'missed', mark: '✕' },
  not_assessed: { tone: 'unknown', mark: '–' },
  excepted: { tone: 'accent', mark: '!' },
};

/** A control's state, told by colour, mark and word. */
export function ControlBadge({ state }: { readonly state: ControlState }) {
  const t = useTranslations('compliance.states');
  const { tone, mark } = STATE_LOOKS[state];
  return (
    <Badge tone={tone} mark={mark}>
      {t(state)}
    </Badge>
  );
}

const SAFEGUARD_MARKS: Readonly<Record<SafeguardState, string>> = { met: '✓', partly: '◐', missed: '✕', unknown: '?' };

export function SafeguardBadge({ state }: { readonly state: SafeguardState }) {
  const t = useTranslations('compliance.safeguardStates');
  return (
    <Badge tone={state} mark={SAFEGUARD_MARKS[state]}>
      {t(state)}
    </Badge>
  );
}
