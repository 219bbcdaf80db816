import { type ClassValue, clsx } from 'clsx';
import { mergeClasses } from '@/components/ui/merge-classes';

/** Joins class names; of two that set the same property the later one wins. */
export function cn(...values: ClassValue[]): string {
  return mergeClasses(clsx(values));
}
