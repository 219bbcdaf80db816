import { log } from '@/lib/core/log';

/**
 * Works items one after the other, each for itself: what fails is logged and holds up none of the others. For tasks of the worker
 * that look at many things which have nothing to do with each other.
 */
export async function eachForItself<T>(
  items: readonly T[],
  what: string,
  work: (item: T) => Promise<void>,
): Promise<void> {
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      log().error({ err: error, item }, `${what} failed, the others go on`);
    }
  }
}
