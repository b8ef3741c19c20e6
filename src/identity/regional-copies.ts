import type { IConstruct } from "constructs";
import { requireKinds } from "../access/argument-kinds";
import { isKnown } from "../access/known";
import type { Problem } from "../access/problem";
import { knownProblems } from "../access/rule";
import { REGION } from "../access/rules/names";
import type { SecretReplicaOptions } from "../secret/secret-replica";
import { REPLICA_KINDS } from "../secret/secret-replica";
import type { SecretReference } from "../secret/secret-reference";
import { Program } from "../terraform/program";
import { noteCopy } from "./copy-regions";
import type { UsedProvider } from "./credential-provider-options";

/** Makes the same credential provider again, with what it references instead. */
export type MakeCopy<P> = (id: string, referenceThere: ReferenceThere) => P;

type ReferenceThere = (reference: SecretReference) => SecretReference;

/** The credential provider of which there are copies, as they know it. */
export interface Copied extends IConstruct {
  readonly _kind: { readonly networks?: readonly unknown[] };
}

/**
 * One credential provider in several Regions: a token vault, a secret, a key and a KMS grant are each of one Region, so each
 * Region has its own, with the same name and configuration.
 */
export class RegionalCopies<P extends Copied> {
  public constructor(
    private readonly home: P,
    private readonly used: UsedProvider,
    private readonly copy: MakeCopy<P>,
  ) {}

  /** That of a Region, made at the first request. */
  public in(region: string, replica: SecretReplicaOptions): P {
    requireKinds(this.home.node.path, { region, ...replica }, REPLICA_KINDS);
    const problems = this.problems(region, replica);
    Program.of(this.home).refuse(this.home, ...problems);
    if (problems.length > 0 || region === this.used.region) return this.home;
    const id = `In-${region}`;
    const referenceThere: ReferenceThere = ({ secret, jsonKey }) => secret._replica(region, replica).jsonKey(jsonKey);
    const made = this.home.node.tryFindChild(id) as P | undefined;
    if (made) {
      for (const secret of this.used.secrets) secret._replica(region, replica);
      return made;
    }
    noteCopy(this.home, id, region);
    return this.copy(id, referenceThere);
  }

  private problems(region: string, replica: SecretReplicaOptions): Problem[] {
    const { region: home, secrets, signingKeyArn } = this.used;
    const refuse = (rule: string, fix: string): Problem[] => [{ subject: "region", value: region, rule, fix }];
    if (!isKnown(region))
      return [{ subject: "region", rule: "is a token", fix: "Give the Region of the credential provider as a text." }];
    const wrong = knownProblems(REGION, "region", region);
    if (wrong.length > 0) return wrong;
    if (region === home) {
      if (Object.keys(replica).length === 0) return [];
      return refuse(
        "is the credential provider's own Region, and its secret there is no replica",
        "Say what holds for it of its ExternalSecret, and give inRegion the Region alone.",
      );
    }
    if (secrets.some(({ _primary }) => _primary !== undefined))
      return refuse(
        `is asked of a credential provider that references a replica itself, in ${home}`,
        "Make the first credential provider with the secret itself, and call its inRegion for the others.",
      );
    const fix = `Make another credential provider there, with what is of ${region}${
      secrets.length > 0 ? `, and the secret that replicaIn("${region}") gives` : ""
    }.`;
    if (signingKeyArn !== undefined)
      return refuse(`has not the key that signs its assertions, which is of ${home}`, fix);
    if (this.home._kind.networks?.length)
      return refuse(`has not the private endpoint of its identity provider, which is of ${home}`, fix);
    return [];
  }
}
