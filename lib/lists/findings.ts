import type { SeverityName } from '@/lib/findings/severity';
import type { DriftEntry } from '@/lib/lists/finding-entry';
import type { Drift, DriftRule } from '@/lib/lists/types';

type Told = {
  readonly title: (drift: Drift) => string;
  readonly severity: SeverityName;
  readonly fix: string;
};

const TOLD: Readonly<Record<DriftRule, Told>> = {
  'port-not-approved': {
    title: ({ what, asset }) => `Open port ${what} on ${asset} is not approved`,
    severity: 'medium',
    fix: 'Close the port, or approve it with a reason in the list of ports.',
  },
  'registry-not-approved': {
    title: ({ asset }) => `Image ${asset} is not from an approved registry`,
    severity: 'high',
    fix: 'Take the image from an approved registry, or approve its registry with a reason.',
  },
  'host-not-known': {
    title: ({ asset }) => `Host ${asset} is not known`,
    severity: 'medium',
    fix: 'Find out whose host it is; enter it in the list of hosts, or take it off the network.',
  },
  'host-not-seen': {
    title: ({ asset }) => `Known host ${asset} is not seen by scans`,
    severity: 'low',
    fix: 'Scan the network that it is in, or retire it in the list of hosts.',
  },
};

function description({ names, seenAt }: Drift): string {
  const lines = [
    ...(names.length > 0 ? [`- Also known as ${names.map((name) => `\`${name}\``).join(', ')}`] : []),
    // What changes with each scan would make each scan a change of the finding.
    ...(seenAt === null ? ['- No complete scan has seen it'] : []),
  ];
  return lines.join('\n');
}

/** Each drift as a finding. */
export function entriesOf(drifts: readonly Drift[]): DriftEntry[] {
  return drifts.map((drift) => {
    const { title, severity, fix } = TOLD[drift.rule];
    const { rule, asset, what } = drift;
    return { rule, asset, what, title: title(drift), severity, fix, description: description(drift) };
  });
}
