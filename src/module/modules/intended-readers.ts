import { READERS_FORMAT, READERS_OUTPUT } from "../../access/intended-readers";
import { ReaderKind } from "../../access/reader-kind";
import type { Output } from "../definition";
import type { Body } from "../hcl/json";
import { show } from "../documents/examples";

/** Roles as a module knows them: expressions that give lists of ARNs. */
interface Roles {
  readonly readers: string;
  readonly deployers?: string;
  /** Those among the deployers who only rotate. */
  readonly rotators?: string;
  /** Those whose policies the module does not attach. */
  readonly elsewhere: string;
  /** Whose roles they are. */
  readonly kinds?: string;
}

const rolesText = ({ readers, deployers = "[]", rotators, elsewhere, kinds }: Roles): string =>
  `readers = ${readers}, deployers = ${deployers}${rotators === undefined ? "" : `, rotators = ${rotators}`}, elsewhere = ${elsewhere}${kinds === undefined ? "" : `, kinds = ${kinds}`}`;

/** Whose roles the readers are, but for those of runtimes: a list, as secrets are. */
export const kindsOf = (loop: string, reader: string): string =>
  `[for ${loop} : { role_arn = ${reader}.role_arn, kind = ${reader}.kind } if ${reader}.kind != "${ReaderKind.RUNTIME}"]`;

/**
 * A credential provider's part: an object with the roles and what they get access to.
 *
 * @param place what tells it from others of its name, as attributes
 */
export const statedProvider = (roles: Roles, secrets: string, signingKeys: string, place = ""): string =>
  `{ ${[rolesText(roles), place, `secrets = ${secrets}`, `signing_keys = ${signingKeys}`].filter(Boolean).join(", ")} }`;

/** A secret's part, whatever credential providers use it. */
export const statedSecret = (roles: Roles, secretArn: string): string =>
  `{ secret_arn = ${secretArn}, ${rolesText(roles)} }`;

/**
 * The output by which a module says who should read. Secrets are a list, for an object whose keys are not known before
 * the apply would not be known at all.
 *
 * @param parts expressions: `providers` an object by kind and name, `secrets` a list, `planned` what the plan itself does not
 * show of what is made
 */
export function intendedReaders(parts: {
  readonly providers?: string;
  readonly secrets?: string;
  readonly planned?: string;
}): Output {
  const stated = Object.entries(parts).map(([name, value]) => `${name} = ${value}`);
  return {
    name: READERS_OUTPUT,
    description:
      "Who should read, for agentcore-identity check, which looks for it in the outputs of a plan: repeat it as an output of the root module.",
    value: `{ format = "${READERS_FORMAT}", ${stated.join(", ")} }`,
  };
}

/** The output of an example that repeats it. */
export const showIntendedReaders = (label: string): Body =>
  show(
    READERS_OUTPUT,
    "Who should read: agentcore-identity check compares the plan with it.",
    `module.${label}.${READERS_OUTPUT}`,
  );
