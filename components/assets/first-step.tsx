import { Boxes, FileInput, Hourglass, KeyRound, type LucideIcon, UserRoundPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import type { FirstStep as Step } from '@/lib/assets/rules';

const ICONS: Readonly<Record<Step, LucideIcon>> = {
  ask: KeyRound,
  make: Boxes,
  give: UserRoundPlus,
  import: FileInput,
  wait: Hourglass,
};

/** Where the step is taken, the way that serves most people first. */
const WAYS = {
  ask: [],
  make: ['assets'],
  give: ['people', 'tokens'],
  import: ['imports', 'pipeline'],
  wait: [],
} as const;

const HREFS = {
  assets: '/assets/products',
  people: '/settings/people',
  tokens: '/settings/tokens',
  imports: '/imports',
  pipeline: '/imports/how',
} as const;

type Props = {
  readonly step: Step;
  /** What is missing here; without it, what is missing at all. */
  readonly title?: string;
  /** `h1` where nothing else on the page names it. */
  readonly heading?: 'h1' | 'h2';
  readonly children?: ReactNode;
};

/** Nothing to see yet: what the person who looks does about it, or whom to ask. */
export function FirstStep({ step, title, heading, children }: Props) {
  const t = useTranslations('assets.firstStep');
  const Icon = ICONS[step];
  const ways = WAYS[step].map((way, index) => (
    <LinkButton key={way} href={HREFS[way]} variant={index === 0 ? 'primary' : 'secondary'}>
      {t(`ways.${way}`)}
    </LinkButton>
  ));
  return (
    <EmptyState
      heading={heading}
      icon={<Icon />}
      title={step === 'ask' || !title ? t(`${step}.title`) : title}
      action={ways.length > 0 && ways}
    >
      <p>{t(`${step}.detail`)}</p>
      {children}
    </EmptyState>
  );
}
