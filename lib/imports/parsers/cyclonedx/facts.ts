import { type Json, moment, text } from '@/lib/core/json';
import { imageWithoutTag } from '@/lib/imports/parsers/normalise';
import type { ReportFacts } from '@/lib/imports/parsers/types';

/**
 * What a BOM says of itself. Several tools write BOMs of one target: each is a source of its own, and none of them is the
 * tool's own report, which may tell more.
 */
export function factsOfBom(given: {
  readonly tool: Json;
  readonly subject: string;
  /** The subject, where it is an image. */
  readonly image: string | undefined;
  readonly timestamp: string;
  readonly partial: boolean;
}): ReportFacts {
  const tool = text(given.tool, 'name')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return {
    scanner: tool === '' ? 'cyclonedx' : `cyclonedx-${tool}`,
    target: given.image === undefined ? given.subject : imageWithoutTag(given.image),
    image: given.image,
    scanAt: moment(given.timestamp),
    toolVersion: text(given.tool, 'version') || undefined,
    partial: given.partial || undefined,
  };
}
