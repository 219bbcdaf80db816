import { describe, expect, it } from 'vitest';
import { stableWorkload } from '@/lib/imports/parsers/kubernetes';

describe('stableWorkload', () => {
  it.each([
    ['ReplicaSet', 'shop-7d4b9c6f5d', 'Deployment/shop'],
    ['ReplicaSet', 'shop-frontend', 'ReplicaSet/shop-frontend'],
    ['Pod', 'shop-7d4b9c6f5d-x2x4v', 'Deployment/shop'],
    ['Pod', 'storage-provisioner', 'Pod/storage-provisioner'],
    ['Job', 'backup-28391040', 'CronJob/backup'],
    ['Job', 'migrate-2', 'Job/migrate-2'],
    ['StatefulSet', 'db-7d4b9c6f5d', 'StatefulSet/db-7d4b9c6f5d'],
  ])('%s %s is %s', (kind, name, stable) => {
    const workload = stableWorkload(kind, name);
    expect(`${workload.kind}/${workload.name}`).toBe(stable);
  });
});
