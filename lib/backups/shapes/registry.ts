import { azureBackup } from '@/lib/backups/shapes/azure';
import { azureSql } from '@/lib/backups/shapes/azure-sql';
import { barman } from '@/lib/backups/shapes/barman';
import { borg } from '@/lib/backups/shapes/borg';
import { generic } from '@/lib/backups/shapes/generic';
import { pgbackrest } from '@/lib/backups/shapes/pgbackrest';
import { restic } from '@/lib/backups/shapes/restic';
import type { Shape } from '@/lib/backups/shapes/types';
import { velero } from '@/lib/backups/shapes/velero';

/** Every shape in which tools tell of their copies, by its id. */
export const SHAPES: readonly Shape[] = [azureBackup, azureSql, barman, borg, generic, pgbackrest, restic, velero];

const BY_ID = new Map(SHAPES.map((shape) => [shape.id, shape]));

export function shapeOf(id: string): Shape | undefined {
  return BY_ID.get(id);
}
