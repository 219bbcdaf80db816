import { type ReviewContent, reviewContentSchema } from '@/lib/reviews/content';

/** What was written in this tab and not saved; null: nothing, or a browser that keeps nothing. */
export function readDraft(key: string): ReviewContent | null {
  try {
    const kept = sessionStorage.getItem(key);
    return kept === null ? null : (reviewContentSchema.safeParse(JSON.parse(kept)).data ?? null);
  } catch {
    return null;
  }
}

/** Keeps it as long as the tab lives; null: it was saved. */
export function keepDraft(key: string, content: ReviewContent | null): void {
  try {
    if (content === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(content));
  } catch {
    // A browser that keeps nothing: the text lives as long as the page.
  }
}
