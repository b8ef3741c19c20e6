/**
 * How modules say who should read: an output of this name. `agentcore-identity check` knows it by its format, under
 * whatever name the root module repeats it, alone or inside of a list or object.
 */
export const READERS_OUTPUT = "intended_readers";

/** What the formats of all versions begin with. */
export const READERS_FORMATS = "agentcore-identity/readers/";

/** The only format so far. */
export const READERS_FORMAT = `${READERS_FORMATS}1`;
