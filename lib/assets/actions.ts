'use server';

import { refresh } from 'next/cache';
import { action } from '@/lib/access/guard';
import {
  type ChangeAssetInput,
  changeAssetInput,
  type MergeAssetInput,
  mergeAssetInput,
  type SplitNameInput,
  splitNameInput,
} from '@/lib/assets/inventory-schema';
import { changeProduct, createProduct, createTeam, renameTeam } from '@/lib/assets/mutations/assets';
import { changeAsset, mergeAsset, splitName } from '@/lib/assets/mutations/inventory';
import { watchProduct } from '@/lib/assets/mutations/watch';
import {
  type ChangeProductInput,
  type CreateProductInput,
  type CreateTeamInput,
  changeProductInput,
  createProductInput,
  createTeamInput,
  type RenameTeamInput,
  renameTeamInput,
  type WatchProductInput,
  watchProductInput,
} from '@/lib/assets/schema';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';

type Made = { readonly id: string; readonly slug: string };

export async function createTeamAction(input: CreateTeamInput): Promise<Result<Made>> {
  return action(async (ctx) => {
    const made = await createTeam(ctx, parse(createTeamInput, input));
    refresh();
    return made;
  });
}

export async function renameTeamAction(input: RenameTeamInput): Promise<Result<null>> {
  return action(async (ctx) => {
    await renameTeam(ctx, parse(renameTeamInput, input));
    refresh();
    return null;
  });
}

export async function createProductAction(input: CreateProductInput): Promise<Result<Made>> {
  return action(async (ctx) => {
    const made = await createProduct(ctx, parse(createProductInput, input));
    refresh();
    return made;
  });
}

export async function changeProductAction(input: ChangeProductInput): Promise<Result<null>> {
  return action(async (ctx) => {
    await changeProduct(ctx, parse(changeProductInput, input));
    refresh();
    return null;
  });
}

export async function watchProductAction(input: WatchProductInput): Promise<Result<void>> {
  return action((ctx) => watchProduct(ctx, parse(watchProductInput, input)));
}

export async function changeAssetAction(input: ChangeAssetInput): Promise<Result<void>> {
  return action((ctx) => changeAsset(ctx, parse(changeAssetInput, input)));
}

/** @returns id of the asset that has all names now */
export async function mergeAssetAction(input: MergeAssetInput): Promise<Result<string>> {
  return action((ctx) => mergeAsset(ctx, parse(mergeAssetInput, input)));
}

/** @returns id of the asset that has the name now */
export async function splitNameAction(input: SplitNameInput): Promise<Result<string>> {
  return action((ctx) => splitName(ctx, parse(splitNameInput, input)));
}
