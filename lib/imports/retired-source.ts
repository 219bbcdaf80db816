/** The format of the empty report by which a person says that a source is gone: never recognised, never asked for. */
export const RETIRED_FORMAT = 'retired';
