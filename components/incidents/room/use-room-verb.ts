'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useRoomRefusal } from '@/components/incidents/room/use-room-refusal';
import type { Result } from '@/lib/core/errors';
import { incidentKeys } from '@/lib/incidents/keys';

/** Gives a verb of a dialog: where it is refused the dialog stays, with what was written and why. */
export function useRoomVerb(number: number, onDone: () => void) {
  const client = useQueryClient();
  const refusalText = useRoomRefusal();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const give = async <T>(verb: () => Promise<Result<T>>): Promise<void> => {
    setBusy(true);
    setFailed(null);
    const result = await verb().catch(() => null);
    setBusy(false);
    void client.invalidateQueries({ queryKey: incidentKeys.of(number) });
    if (result?.ok) onDone();
    else setFailed(refusalText(result?.error ?? null));
  };
  return { give, busy, failed };
}
