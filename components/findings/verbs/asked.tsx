'use client';

import type { Subject } from '@/components/findings/verbs/subject';
import type { VerbDialogProps } from '@/components/findings/verbs/verb-dialogs';
import { Arriving } from '@/components/ui/arriving';
import { lazyOnIntent } from '@/components/ui/lazy-on-intent';

export const verbDialogsCode = lazyOnIntent(() => import('@/components/findings/verbs/verb-dialogs'));

export type AskedVerb =
  | 'decline_handover'
  | 'false_positive'
  | 'out_of_scope'
  | 'duplicate'
  | 'accept_risk'
  | 'snooze'
  | 'assign'
  | 'tag'
  | 'incident';
/** A verb that needs an answer first, and what it is about. */
export type Asked = { readonly verb: AskedVerb; readonly subject: Subject };

type Props = Omit<VerbDialogProps, 'asked'> & { readonly asked: Asked | null };

/** The dialog of the verb that is asked about, if one is. */
export function VerbDialogs({ asked, ...rest }: Props) {
  if (!asked) return null;
  return (
    <Arriving code={verbDialogsCode}>
      <Lazy asked={asked} {...rest} />
    </Arriving>
  );
}

function Lazy(props: VerbDialogProps) {
  const { VerbDialog } = verbDialogsCode.use();
  return <VerbDialog {...props} />;
}
