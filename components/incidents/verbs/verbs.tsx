'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import { StepUpDialog } from '@/components/access/step-up-dialog';
import { useStepUp } from '@/components/access/use-step-up';
import { useShortcuts } from '@/components/command-menu/registry';
import { useAcknowledge } from '@/components/incidents/acknowledge-button';
import { useRefusalText } from '@/components/incidents/use-incident-verb';
import { type AskedVerb, FIRST_VERBS, keyOf, MORE_VERBS, mayAsk, verbKey } from '@/components/incidents/verbs/offers';
import { Arriving } from '@/components/ui/arriving';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { intentOf, lazyOnIntent } from '@/components/ui/lazy-on-intent';
import { Menu, MenuItem } from '@/components/ui/menu';
import { useToast } from '@/components/ui/toast';
import { closeIncidentAction } from '@/lib/incidents/actions';
import { incidentKeys } from '@/lib/incidents/keys';
import { incidentName } from '@/lib/incidents/priority';
import { type Close, closeSchema } from '@/lib/incidents/schema';
import type { IncidentDetail } from '@/lib/incidents/view-types';

const dialogs = lazyOnIntent(() => import('@/components/incidents/verbs/asked-dialog'));

type Props = { readonly incident: IncidentDetail };

/** What the reader may do with the incident now, one key each. */
export function IncidentVerbs({ incident }: Props) {
  const t = useTranslations('incidents');
  const [asked, setAsked] = useState<AskedVerb | null>(null);
  const closing = useClosing(incident.number, () => setAsked(null));
  const { acknowledge, busy } = useAcknowledge(incident.id);
  const may = (verb: AskedVerb) => mayAsk(verb, incident.rights) && asked === null;
  useShortcuts([
    verbKey('acknowledge', () => incident.rights.acknowledge && asked === null && !busy, acknowledge),
    ...[...FIRST_VERBS, ...MORE_VERBS].map((verb) =>
      verbKey(
        verb,
        () => may(verb),
        () => setAsked(verb),
      ),
    ),
  ]);
  const more = MORE_VERBS.filter((verb) => mayAsk(verb, incident.rights));
  return (
    <>
      {FIRST_VERBS.filter((verb) => mayAsk(verb, incident.rights)).map((verb) => (
        <Button
          key={verb}
          variant={verb === 'move' && incident.acknowledgedAt !== null ? 'primary' : 'secondary'}
          {...intentOf(dialogs)}
          onClick={() => setAsked(verb)}
        >
          {t(`verbs.${verb}`)}
          <span aria-hidden className="hidden md:inline">
            <Kbd>{keyOf(verb)}</Kbd>
          </span>
        </Button>
      ))}
      {more.length > 0 && (
        <Menu
          align="end"
          needs={dialogs}
          trigger={
            <Button>
              {t('verbs.more')}
              <ChevronDown aria-hidden />
            </Button>
          }
        >
          {more.map((verb) => (
            <MenuItem key={verb} onSelect={() => setAsked(verb)}>
              {t(`verbs.${verb}`)}
            </MenuItem>
          ))}
        </Menu>
      )}
      {asked && (
        <Arriving code={dialogs}>
          <Asked asked={asked} incident={incident} closing={closing} onClose={() => setAsked(null)} />
        </Arriving>
      )}
      <StepUpDialog
        stepUp={closing}
        verb={t('close.submit')}
        summary={({ outcome }) => `${incidentName(incident.number)}: ${t(`outcomes.${outcome}`)}`}
      />
    </>
  );
}

function Asked(props: ComponentProps<ReturnType<typeof dialogs.use>['AskedDialog']>) {
  const { AskedDialog } = dialogs.use();
  return <AskedDialog {...props} />;
}

/** Closing one of the highest priority asks for fresh proof of who it is. */
function useClosing(number: number, onDone: () => void) {
  const t = useTranslations('incidents.toast');
  const client = useQueryClient();
  const toast = useToast();
  const errorText = useRefusalText();
  return useStepUp<Close, void>({
    key: `incident-close-${number}`,
    // As it was sent: its identifiers and texts are checked once more on the server.
    schema: closeSchema,
    run: async (input) => {
      const result = await closeIncidentAction(input);
      if (!result.ok && result.error.code === 'step_up_required') onDone();
      return result;
    },
    errorText,
    onDone: () => {
      onDone();
      toast.show({ title: t('close') });
      void client.invalidateQueries({ queryKey: incidentKeys.all });
    },
  });
}
