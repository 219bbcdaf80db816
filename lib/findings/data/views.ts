import { unsafeDb } from '@/lib/core/db';
import type { SavedViewItem, ViewNoun } from '@/lib/findings/types';

/** A person's own views of the list and those that others share, own ones first. */
export async function savedViews(personId: string, noun: ViewNoun = 'finding'): Promise<SavedViewItem[]> {
  const views = await unsafeDb().savedView.findMany({
    where: { noun, OR: [{ ownerId: personId }, { shared: true }] },
    select: { id: true, name: true, query: true, shared: true, ownerId: true, owner: { select: { name: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 200,
  });
  return views
    .map(({ ownerId, owner, ...view }) => ({ ...view, own: ownerId === personId, ownerName: owner.name }))
    .sort((a, b) => Number(b.own) - Number(a.own));
}
