import { clockFault } from '@/lib/backups/rules-span';
import type { Point } from '@/lib/backups/types';

/** What documents tell of a copy. null, empty and no names: not told. */
export type Fields = {
  readonly asset: string;
  readonly repository: string;
  readonly kind: string;
  readonly status: string;
  readonly at: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly bytes: bigint | null;
  readonly addedBytes: bigint | null;
  readonly encryption: string;
  readonly location: string;
  readonly region: string;
  readonly expiresAt: Date | null;
  readonly immutableUntil: Date | null;
  readonly needs: readonly string[];
  readonly damaged: boolean;
  readonly note: string;
};
export type FieldName = keyof Fields;

/** What is known of a copy, and from when each word of it is. */
export type Merged = Fields & {
  /** As of when the newest document told of it. */
  readonly saidAt: Date;
  /** Fields that only older documents told, and as of when. */
  readonly saidBefore: Readonly<Record<string, string>>;
  /** As of when a document last had it. */
  readonly listedAt: Date;
  readonly clock: string | null;
  readonly goneAt: Date | null;
};

/** A document's word on a copy. `said`: as of when. `listed`: as of when it surely was there. */
export type Word = {
  readonly fields: Partial<Fields>;
  readonly said: Date;
  readonly listed: Date;
  readonly told: Date;
};

const isTold = (value: Fields[FieldName] | undefined): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

const written = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));

export const isSame = (a: unknown, b: unknown): boolean => written(a) === written(b);

const NAMES: readonly FieldName[] = [
  ...(['asset', 'repository', 'kind', 'status', 'at', 'startedAt', 'endedAt', 'bytes', 'addedBytes'] as const),
  ...(['encryption', 'location', 'region', 'expiresAt', 'immutableUntil', 'needs', 'damaged', 'note'] as const),
];

/** Whether a word counts against the one that is known: the newer does; of two as old, whichever came first, the same one. */
function counts(name: FieldName, before: Merged, value: unknown, said: Date): boolean {
  if (!isTold(before[name])) return true;
  const known = new Date(before.saidBefore[name] ?? before.saidAt);
  return said > known || (said.getTime() === known.getTime() && written(value) > written(before[name]));
}

/** What a known copy becomes by a further word on it, whichever of the two came first. What it does not tell stays. */
export function merge(before: Merged, { fields, said, listed, told }: Word): Merged {
  const saidAt = said > before.saidAt ? said : before.saidAt;
  const saidBefore: Record<string, string> = {};
  let merged: Fields = before;
  for (const name of NAMES) {
    const value = fields[name];
    const isNew = isTold(value) && counts(name, before, value, said);
    if (isNew) merged = { ...merged, [name]: value };
    const known = isTold(before[name]) ? (before.saidBefore[name] ?? before.saidAt.toISOString()) : '';
    const again = isTold(value) && isSame(value, merged[name]) ? said.toISOString() : '';
    const [since = ''] = [isNew ? said.toISOString() : '', again, known].sort().toReversed();
    if (since !== '' && since !== saidAt.toISOString()) saidBefore[name] = since;
  }
  return {
    ...before,
    ...merged,
    ...{ saidAt, saidBefore, listedAt: listed > before.listedAt ? listed : before.listedAt },
    clock: clockOf(before, merged, told),
  };
}

/** What is known of a copy by its first word. */
export function firstWord({ fields, said, listed, told }: Word & { readonly fields: Fields }): Merged {
  const clock = clockFault(fields, told);
  return { ...fields, saidAt: said, saidBefore: {}, listedAt: listed, clock, goneAt: null };
}

type Shown = Fields & Pick<Merged, 'clock' | 'goneAt'>;

/** Whether what people see of a copy is another than before. */
export function saysAnew(before: Shown, now: Shown): boolean {
  const names = [...NAMES, 'clock', 'goneAt'] as const;
  return names.some((name) => !isSame(before[name], now[name]));
}

const TIMES = ['at', 'startedAt', 'endedAt'] as const;

/** A clock that was wrong when the copy was first told of does not become right by waiting: only by another time. */
function clockOf(before: Merged, merged: Fields, told: Date): Point['clock'] {
  const stays = before.clock === 'future' && TIMES.every((name) => isSame(before[name], merged[name]));
  return stays ? 'future' : clockFault(merged, told);
}

/** A list that names every copy of its asset and repository (null: of all), as of an instant. */
export type CopyList = {
  readonly asset: string | null;
  readonly repository: string | null;
  readonly asOf: Date;
  /** The newest copy that it could have named; null: nothing that was there before it can be missing in it. */
  readonly newest: Date | null;
};

type Place = { readonly asset: string; readonly repository: string };

export function isOf({ asset, repository }: Omit<CopyList, 'asOf' | 'newest'>, place: Place): boolean {
  return (asset ?? place.asset) === place.asset && (repository ?? place.repository) === place.repository;
}

/**
 * Since when a copy is gone: as of the first list that is newer than the last document which had it, and does not name it.
 * A record of a failed job, and how far a log reached, do not go.
 */
export function goneSince(point: Omit<Merged, 'saidBefore'>, lists: readonly CopyList[]): Date | null {
  if (point.kind === 'log' || point.status === 'failed') return null;
  const before = point.goneAt && point.goneAt > point.listedAt ? [point.goneAt] : [];
  const misses = lists
    .filter(
      (list) => isOf(list, point) && list.asOf > point.listedAt && (list.newest === null || point.at <= list.newest),
    )
    .map(({ asOf }) => asOf);
  return [...before, ...misses].reduce<Date | null>((first, time) => (!first || time < first ? time : first), null);
}

export type Arriving = { readonly receivedAt: Date; readonly madeAt: Date | null };
export type Named = Place & Pick<Fields, 'at' | 'endedAt'>;

const endOf = ({ at, endedAt }: Pick<Fields, 'at' | 'endedAt'>) => (endedAt && endedAt > at ? endedAt : at);

/** How old a document's word is. One that tells it (`at`) is exact; else when it came. */
export function ageOf({ receivedAt, madeAt }: Arriving) {
  return { said: madeAt ?? receivedAt, exact: madeAt !== null };
}

/**
 * As of when a list is. One without a time of its own that lacks copies which are known and newer than all that it names was
 * made before them, however late it came: then it is as old as its newest copy.
 */
export function listAsOf(
  scope: Omit<CopyList, 'asOf' | 'newest'>,
  {
    named,
    known,
    arriving,
  }: { readonly named: readonly Named[]; readonly known: Date | null; readonly arriving: Arriving },
): CopyList {
  const { said, exact } = ageOf(arriving);
  if (exact) return { ...scope, asOf: said, newest: null };
  const own = named.filter((one) => isOf(scope, one));
  const newest = own.reduce<Date | null>((last, { at }) => (last && last > at ? last : at), null);
  const ended = own.reduce<Date | null>((last, one) => (last && last > endOf(one) ? last : endOf(one)), null);
  const late = newest !== null && known !== null && known > newest;
  return { ...scope, newest, asOf: late && ended && ended < said ? ended : said };
}

/** As of when a copy's word and its being there are, in a document with these lists. */
export function wordAge(point: Named, lists: readonly CopyList[], arriving: Arriving): Pick<Word, 'said' | 'listed'> {
  const { said, exact } = ageOf(arriving);
  const own = lists.filter((list) => isOf(list, point)).map(({ asOf }) => asOf);
  const [first] = own.sort((a, b) => a.getTime() - b.getTime());
  if (first) return { said: first, listed: first };
  const end = endOf(point);
  return { said, listed: exact || end > said ? said : end };
}
