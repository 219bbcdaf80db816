import { type Json, links, text } from '@/lib/core/json';
import { paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath } from '@/lib/imports/parsers/normalise';
import type { TrivyPlace } from '@/lib/imports/parsers/trivy/place';
import { rated } from '@/lib/imports/parsers/trivy/rating';
import type { ReadResult } from '@/lib/imports/parsers/types';

/** `Licenses[]`: of a package, or of a loose file. Trivy names no package URL here. */
export function readLicence(value: Json, place: TrivyPlace): ReadResult {
  const licence = text(value, 'Name');
  const name = text(value, 'PkgName');
  const path = text(value, 'FilePath') || place.path;
  const category = text(value, 'Category');
  return {
    kind: 'licence',
    title: name === '' ? licence : `${licence}: ${name}`,
    ...rated(text(value, 'Severity')),
    ruleId: licence,
    ids: [],
    cwe: [],
    cvss: [],
    location: {
      path: path || undefined,
      packageName: name || undefined,
      packageType: place.type || undefined,
      image: place.image || undefined,
      resource: place.workload || undefined,
      namespace: place.namespace || undefined,
    },
    description: paragraphs(plain(category), plain(text(value, 'Text'))),
    fix: '',
    references: links([text(value, 'Link')]),
    tags: category === '' ? [] : [`licence:${category.toLowerCase()}`],
    identity: [name || normalisePath(path), licence, ...(place.workload === '' ? [] : [place.workload])],
  };
}
