/** What an uploaded catalogue may hold. NIST SP 800-53 with its text has 10 MB and 1,196 controls. */
export const OSCAL_LIMITS = {
  bytes: 16_000_000,
  /** Of brackets within brackets. */
  depth: 40,
  /** Of everything that stands between brackets and commas, before any is looked at. */
  values: 2_000_000,
  groups: 2_000,
  controls: 5_000,
  /** Of a list that is only named: parties, choices of a parameter. */
  members: 10_000,
  titleLength: 300,
  textLength: 4_000,
  /** Imported ones, those out of use with them: they are never deleted. */
  catalogues: 200,
} as const;

/** Why a catalogue is refused: `compliance.import.refusals` says what to do. */
export const OSCAL_REFUSALS = [
  'oscal_xml',
  'oscal_yaml',
  'oscal_json',
  'oscal_depth',
  'oscal_other',
  'oscal_shape',
  'oscal_version',
  'oscal_parts',
  'oscal_twice',
  'oscal_empty',
  'oscal_count',
  'oscal_many',
] as const;
export type OscalRefusal = (typeof OSCAL_REFUSALS)[number];
