'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAssetVerb } from '@/components/assets/use-asset-verb';
import { VerbForm } from '@/components/assets/verb-form';
import { useAnswerName } from '@/components/findings/risk/use-answer-name';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import { answerSsvcAction } from '@/lib/findings/actions';
import { findingKeys } from '@/lib/findings/keys';
import type { GivenAnswer } from '@/lib/findings/risk-types';
import { SSVC_ANSWERS, type SsvcPoint } from '@/lib/findings/ssvc-points';
import type { FindingDetailView } from '@/lib/findings/types';

type Props = {
  readonly finding: FindingDetailView;
  readonly point: SsvcPoint;
  readonly given: GivenAnswer | null;
};

/** One question of the tree, answered by a person, with a reason; or that answer taken back. */
export function AnswerDialog(props: Props) {
  const t = useTranslations('risk.ssvc');
  const [open, setOpen] = useState(false);
  const name = t(`points.${props.point}`);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={name}
      description={t('lead')}
      trigger={
        <Button size="sm" variant="ghost" aria-label={t('answerOf', { point: name })}>
          {t('answer')}
        </Button>
      }
    >
      <AnswerForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

/** Instead of an answer: the facts count again. */
const FACTS = 'facts';

function AnswerForm({ finding, point, given, close }: Props & { readonly close: () => void }) {
  const t = useTranslations('risk.ssvc');
  const nameOf = useAnswerName();
  const toast = useToast();
  const client = useQueryClient();
  const [answer, setAnswer] = useState<string>(given?.answer ?? SSVC_ANSWERS[point][0] ?? FACTS);
  const [reason, setReason] = useState('');
  const takesBack = answer === FACTS;
  const verb = useAssetVerb(
    () =>
      answerSsvcAction({
        findingId: finding.id,
        point,
        answer: takesBack ? null : answer,
        before: given?.answer ?? null,
        reason,
      }),
    () => {
      close();
      toast.show({ title: t(takesBack ? 'takenBack' : 'answered', { point: t(`points.${point}`) }) });
      void client.invalidateQueries({ queryKey: findingKeys.details });
      void client.invalidateQueries({ queryKey: findingKeys.lists });
    },
  );
  const options = SSVC_ANSWERS[point].map((value) => ({ value, label: nameOf(point, value) }));
  return (
    <VerbForm verb={verb} submit={t(takesBack ? 'takeBack' : 'save')} close={close}>
      <Field label={t('question')}>
        <Select
          options={given ? [...options, { value: FACTS, label: t('takeBack') }] : options}
          value={answer}
          onValueChange={setAnswer}
        />
      </Field>
      <Field label={t('reason')} hint={t('reasonHint')}>
        <FieldTextarea required maxLength={2000} value={reason} onValueChange={setReason} />
      </Field>
    </VerbForm>
  );
}
