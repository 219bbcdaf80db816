import { falco } from '@/lib/events/shapes/falco';
import { generic } from '@/lib/events/shapes/generic';
import { k8sAudit } from '@/lib/events/shapes/k8s-audit';
import type { Shape } from '@/lib/events/shapes/types';

/** Every shape in which events may come. */
export const SHAPES: readonly Shape[] = [falco, k8sAudit, generic];

const BY_ID = new Map(SHAPES.map((shape) => [shape.id, shape]));

export function shapeOf(id: string): Shape | undefined {
  return BY_ID.get(id);
}
