import {
  ActorTokenContent,
  ClientAuthenticationMethod,
  OnBehalfOfGrantType,
  SigningAlgorithm,
  TokenEndpointAuthMethod,
} from "../../access/oauth2-choices";
import { PAYMENT_VENDORS } from "../../access/payment-vendors";
import { MigrationProblem } from "../problem";
import { isList, isMapOfTexts, isValues } from "../value";
import type { Value, Values } from "../value";
import type { WrittenProvider } from "./written";
import type { Scope } from "./scope";
import { Code, part, partsOf } from "./typescript";
import type { Part } from "./typescript";

/** Enumerations of the constructs, by the property that takes them. */
const ENUMERATIONS: Readonly<Record<string, readonly [name: string, values: Readonly<Record<string, string>>]>> = {
  clientAuthenticationMethod: ["ClientAuthenticationMethod", ClientAuthenticationMethod],
  grantType: ["OnBehalfOfGrantType", OnBehalfOfGrantType],
  actorTokenContent: ["ActorTokenContent", ActorTokenContent],
  tokenEndpointAuthMethods: ["TokenEndpointAuthMethod", TokenEndpointAuthMethod],
  ipAddressType: ["EndpointIpAddressType", { IPV4: "IPV4", IPV6: "IPV6" }],
  signingAlgorithm: ["SigningAlgorithm", SigningAlgorithm],
};

/** What a credential provider of a kind is made of: its vendor and its secrets, as the constructs take them. */
export class ContentCode {
  /** @param indent how far the properties of a provider are indented */
  public constructor(
    private readonly scope: Scope,
    private readonly secretOf: (key: string) => string,
    private readonly indent: number,
  ) {}

  public of(one: WrittenProvider): Record<string, Part> {
    switch (one.kind) {
      case "apikey":
        return { apiKey: this.reference(one, "apiKey") };
      case "oauth2":
        // A client that proves itself without a secret has none.
        return {
          vendor: this.vendor(one),
          ...("clientSecret" in one.references && { clientSecret: this.reference(one, "clientSecret") }),
        };
      case "payment": {
        const row = Object.entries(PAYMENT_VENDORS).find(([, { vendor }]) => vendor === one.vendor);
        const secrets = Object.keys(one.references).map((member) => [member, this.reference(one, member)] as const);
        const fields = { ...(partsOf(one.fields) as object), ...Object.fromEntries(secrets) };
        const make = this.scope.our("PaymentVendor", row?.[0] ?? "").text;
        return { vendor: new Code(`${make}(${this.scope.write(fields, this.indent)})`) };
      }
    }
  }

  private vendor({ vendor = "", fields, custom }: WrittenProvider): Code {
    if (!custom) {
      const make = this.scope.our("OAuth2Vendor", "of").text;
      return new Code(`${make}(${JSON.stringify(vendor)}, ${this.scope.write(partsOf(fields), this.indent)})`);
    }
    const all = { ...(partsOf(fields) as object), ...this.named(custom) };
    const make = this.scope.our("OAuth2Vendor", "custom").text;
    return new Code(`${make}(${this.scope.write(all, this.indent)})`);
  }

  /** Values with the enumerations and classes that the constructs take. */
  private named(values: Values): Record<string, Part> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.namedOne(name, value)]));
  }

  private namedOne(name: string, value: Value): Part {
    const enumeration = ENUMERATIONS[name];
    if (enumeration)
      return isList(value) ? value.map((one) => this.member(enumeration, one)) : this.member(enumeration, value);
    if (name === "privateEndpoint" && isValues(value)) return this.endpoint(value);
    if (!isMapOfTexts(name) && isValues(value)) return this.named(value);
    if (isList(value)) return value.map((one) => (isValues(one) ? this.named(one) : part(one)));
    return part(value);
  }

  private member([name, values]: (typeof ENUMERATIONS)[string], value: Value): Code {
    const found = Object.entries(values).find(([, one]) => one === value);
    if (!found)
      throw new MigrationProblem(
        `AWS gives a ${name} that this version does not know: use a newer agentcore-identity, or say --write hcl.`,
      );
    return this.scope.our(name, found[0]);
  }

  private endpoint({ managedVpc, selfManagedLattice }: Values): Code {
    const { text } = this.scope.our("PrivateEndpoint");
    if (selfManagedLattice !== undefined && isValues(selfManagedLattice))
      return new Code(
        `${text}.selfManagedLattice(${this.scope.write(part(selfManagedLattice.resourceConfigurationIdentifier ?? null))})`,
      );
    return new Code(`${text}.managedVpc(${this.scope.write(this.named((managedVpc ?? {}) as Values), 4)})`);
  }

  private reference({ references }: WrittenProvider, member: string): Code {
    const one = references[member];
    return new Code(`${this.secretOf(one?.secret ?? "")}.jsonKey(${this.scope.write(one?.jsonKey ?? "")})`);
  }
}
