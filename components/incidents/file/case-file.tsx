'use client';

import { useQuery } from '@tanstack/react-query';
import { Assets } from '@/components/incidents/file/assets';
import { Evidence } from '@/components/incidents/file/evidence';
import { Alerts, Findings } from '@/components/incidents/file/linked';
import { Observables } from '@/components/incidents/file/observables';
import { Tasks } from '@/components/incidents/file/tasks';
import { Techniques } from '@/components/incidents/file/techniques';
import { ListStates } from '@/components/layout/list-states';
import { thingsQuery } from '@/lib/incidents/file/queries';

/** All that is kept of a case, part by part: what to do on one side, what is known on the other. */
export function CaseFile({ number }: { readonly number: number }) {
  const things = useQuery(thingsQuery(number));
  return (
    <div className="grid gap-x-8 lg:grid-cols-2">
      <div className="min-w-0">
        <Tasks number={number} />
        {things.data && <Evidence file={things.data} />}
      </div>
      <div className="min-w-0">
        <ListStates query={things} count={things.data ? 1 : 0} empty={null}>
          {things.data && (
            <>
              <Assets file={things.data} />
              <Observables file={things.data} />
              <Alerts file={things.data} />
              <Findings file={things.data} />
              <Techniques file={things.data} />
            </>
          )}
        </ListStates>
      </div>
    </div>
  );
}
