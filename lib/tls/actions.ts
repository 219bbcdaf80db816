'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { action } from '@/lib/access/guard';
import type { Result } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { addTable } from '@/lib/tls/mutations/add-table';
import { askScans, cancelScan } from '@/lib/tls/mutations/ask';
import { removeOpinion } from '@/lib/tls/mutations/remove-opinion';
import { removeTrustStore, saveTrustStore } from '@/lib/tls/mutations/trust-store';
import { changeEndpoint, createEndpoint, removeEndpoint } from '@/lib/tls/mutations/write';
import {
  type AddSuggested,
  addSuggestedSchema,
  askScansSchema,
  cancelScanSchema,
  changeEndpointSchema,
  createEndpointSchema,
  type RemoveTrustStore,
  removeEndpointSchema,
  removeOpinionSchema,
  removeTrustStoreSchema,
  type SaveTrustStore,
  saveTrustStoreSchema,
} from '@/lib/tls/schema';

export async function createEndpointAction(input: z.input<typeof createEndpointSchema>): Promise<Result<string>> {
  return action((ctx) => createEndpoint(ctx, parse(createEndpointSchema, input)));
}

/** @returns how many were not watched yet */
export async function addSuggestedAction(input: AddSuggested): Promise<Result<number>> {
  return action(async (ctx) => {
    const { productId, places } = parse(addSuggestedSchema, input);
    const usual = { sni: '', address: '', target: 'A', warnDays: null, everyHours: 24 } as const;
    const entries = places.map((place, index) => ({ ...usual, ...place, line: index + 1 }));
    return (await addTable(ctx, { productId, table: { entries, problems: [], count: 0 } })).added;
  });
}

export async function changeEndpointAction(input: z.input<typeof changeEndpointSchema>): Promise<Result<void>> {
  return action((ctx) => changeEndpoint(ctx, parse(changeEndpointSchema, input)));
}

export async function removeEndpointAction(input: z.input<typeof removeEndpointSchema>): Promise<Result<void>> {
  return action((ctx) => removeEndpoint(ctx, parse(removeEndpointSchema, input)));
}

export async function removeOpinionAction(input: z.input<typeof removeOpinionSchema>): Promise<Result<void>> {
  return action((ctx) => removeOpinion(ctx, parse(removeOpinionSchema, input)));
}

export async function askScansAction(input: z.input<typeof askScansSchema>): Promise<Result<number>> {
  return action((ctx) => askScans(ctx, parse(askScansSchema, input)));
}

export async function cancelScanAction(input: z.input<typeof cancelScanSchema>): Promise<Result<void>> {
  return action((ctx) => cancelScan(ctx, parse(cancelScanSchema, input)));
}

export async function saveTrustStoreAction(input: SaveTrustStore): Promise<Result<string>> {
  return action(async (ctx) => {
    const id = await saveTrustStore(ctx, parse(saveTrustStoreSchema, input));
    revalidatePath('/settings/tls');
    return id;
  });
}

export async function removeTrustStoreAction(input: RemoveTrustStore): Promise<Result<void>> {
  return action(async (ctx) => {
    await removeTrustStore(ctx, parse(removeTrustStoreSchema, input));
    revalidatePath('/settings/tls');
  });
}
