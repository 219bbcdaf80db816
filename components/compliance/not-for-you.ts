import { notFound } from 'next/navigation';
import { DomainError } from '@/lib/core/errors';

/** What does not exist, or may not be read, looks the same. @throws what else goes wrong */
export async function orNotFound<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}
