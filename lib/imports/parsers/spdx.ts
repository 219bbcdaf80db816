import {
  at,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  links,
  moment,
  objects,
  text,
  texts,
} from '@/lib/core/json';
import { publicIds } from '@/lib/imports/parsers/advisory-ids';
import { dependencyFinding } from '@/lib/imports/parsers/dependency';
import { paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { packageOfPurl } from '@/lib/imports/parsers/normalise';
import { type JsonParser, type ParsedFinding, RecordError, type ReportFacts } from '@/lib/imports/parsers/types';

/** References to fixes of a package that are looked at for each of its advisories, and links that a finding takes over. */
const FIXES = 1_000;
const LINKS = 100;

/**
 * SPDX 2.2 and 2.3 as JSON (seen: 2.3): packages that name security advisories. SPDX rates nothing: what has an advisory
 * is medium. https://spdx.github.io/spdx-spec/v2.3/how-to-use/#k1-including-security-information-in-a-spdx-document
 */
export const spdxJson: JsonParser = {
  id: 'spdx',
  label: 'SPDX 2 (JSON)',
  syntax: 'json',
  records: ['packages.*'],
  ignored: ['files', 'relationships', 'snippets', 'hasExtractedLicensingInfos', 'packages.*.checksums'],

  recognise: (outline) =>
    /^SPDX-2\.[23]$/.test(text(outline, 'spdxVersion')) && isArray(at(outline, 'packages')) ? 1 : 0,

  open(skeleton) {
    return {
      facts: factsOf(skeleton),
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield* readPackage(value);
      },
    };
  },
};

/** Each tool that writes SPDX is a source of its own: "Tool: syft-1.50.0". */
function factsOf(skeleton: Json): ReportFacts {
  const creators = texts(skeleton, 'creationInfo', 'creators').map((creator) => creator.slice(0, 200));
  const tool = creators
    .map((creator) => /^Tool: ([A-Za-z][A-Za-z0-9]*)(?:-([\d.]+))?/.exec(creator))
    .find((match) => match);
  return {
    scanner: tool?.[1] ? `spdx-${tool[1].toLowerCase()}` : 'spdx',
    target: text(skeleton, 'name'),
    scanAt: moment(skeleton, 'creationInfo', 'created'),
    toolVersion: tool?.[2],
  };
}

/** A finding for each advisory; references to fixes and further information belong to all of them. */
function* readPackage(entry: JsonObject): Generator<ParsedFinding> {
  const references = objects(entry, 'externalRefs');
  const purl = references
    .filter((reference) => text(reference, 'referenceType') === 'purl')
    .map((reference) => text(reference, 'referenceLocator'))
    .find((locator) => packageOfPurl(locator) !== undefined);
  const security = references.filter((reference) => /^SECURITY$/i.test(text(reference, 'referenceCategory')));
  const ofType = (type: string) => security.filter((reference) => text(reference, 'referenceType') === type);
  const locators = (type: string) => ofType(type).map((reference) => text(reference, 'referenceLocator'));
  const fixes = locators('fix')
    .slice(0, FIXES)
    .map((fix) => ({ fix, ids: publicIds(fix) }));
  const further = links(locators('url').slice(0, LINKS));
  for (const advisory of ofType('advisory')) {
    const locator = text(advisory, 'referenceLocator');
    const [id = locator] = publicIds(locator);
    const own = fixes.filter(({ ids }) => ids.length === 0 || ids.includes(id)).map(({ fix }) => fix);
    yield dependencyFinding({
      id,
      name: text(entry, 'name'),
      version: text(entry, 'versionInfo'),
      purl,
      severity: 2,
      severityReported: '',
      fixAvailable: own.length > 0 || undefined,
      description: paragraphs(plain(text(advisory, 'comment'))),
      references: [...new Set([...links([locator, ...own.slice(0, LINKS)]), ...further])],
    });
  }
}
