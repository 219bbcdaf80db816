import { azureMonitor } from '@/lib/events/shapes/azure-monitor';
import { defenderCloud } from '@/lib/events/shapes/defender-cloud';
import { falco } from '@/lib/events/shapes/falco';
import { generic } from '@/lib/events/shapes/generic';
import { graphSecurity } from '@/lib/events/shapes/graph-security';
import { k8sAudit } from '@/lib/events/shapes/k8s-audit';
import { mde } from '@/lib/events/shapes/mde';
import { sentinel } from '@/lib/events/shapes/sentinel';
import type { Shape } from '@/lib/events/shapes/types';

/** Every shape in which events may come, by its id. */
export const SHAPES: readonly Shape[] = [
  azureMonitor,
  defenderCloud,
  falco,
  generic,
  graphSecurity,
  k8sAudit,
  mde,
  sentinel,
];

const BY_ID = new Map(SHAPES.map((shape) => [shape.id, shape]));

export function shapeOf(id: string): Shape | undefined {
  return BY_ID.get(id);
}
