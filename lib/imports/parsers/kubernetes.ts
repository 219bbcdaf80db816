export type Workload = { readonly kind: string; readonly name: string };

/** Hashes of Kubernetes are spelt without vowels, so that they form no words. */
const HASH = '[bcdfghjklmnpqrstvwxz2456789]';
const REPLICA_SET = new RegExp(`-${HASH}{6,10}$`);
const POD = new RegExp(`-${HASH}{6,10}-${HASH}{5}$`);

/**
 * What a workload is called as long as it lives. A Deployment's ReplicaSet is `shop-7d4b9c6f5d`, its pod
 * `shop-7d4b9c6f5d-x2x4v`, a CronJob's Job `backup-28391040`: the next rollout or run has another name, and the same faults.
 */
export function stableWorkload(kind: string, name: string): Workload {
  const owner = ownerOf(kind, name);
  return owner !== undefined && owner.name !== name ? owner : { kind, name };
}

function ownerOf(kind: string, name: string): Workload | undefined {
  if (kind === 'ReplicaSet') return { kind: 'Deployment', name: name.replace(REPLICA_SET, '') };
  if (kind === 'Pod') return { kind: 'Deployment', name: name.replace(POD, '') };
  return kind === 'Job' ? { kind: 'CronJob', name: name.replace(/-\d{8,10}$/, '') } : undefined;
}
