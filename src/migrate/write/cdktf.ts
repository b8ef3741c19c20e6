import {
  ActorTokenContent,
  ClientAuthenticationMethod,
  OnBehalfOfGrantType,
  TokenEndpointAuthMethod,
} from "../../access/oauth2-choices";
import { PAYMENT_VENDORS } from "../../access/payment-vendors";
import type { ProviderKind } from "../../access/vault";
import { MigrationProblem } from "../problem";
import { isList, isValues, Open } from "../value";
import type { Value, Values } from "../value";
import type { WrittenFile, WrittenProgram, WrittenProvider, WrittenReader, WrittenSecret } from "./program";
import { Code, expressionOf, needsFunctions } from "./typescript";
import type { Part } from "./typescript";

/** A program of the constructs. */
export function cdktfFiles(program: WrittenProgram): readonly WrittenFile[] {
  return [
    { path: "main.ts", text: new Writer(program).text() },
    {
      path: "cdktf.json",
      text: `${JSON.stringify({ language: "typescript", app: "npx tsx main.ts" }, undefined, 2)}\n`,
    },
  ];
}

interface KindNames {
  readonly construct: string;
  /** The method that stands for one that is made elsewhere. */
  readonly attributes: string;
}

const KINDS: Readonly<Record<ProviderKind, KindNames>> = {
  oauth2: { construct: "OAuth2CredentialProvider", attributes: "fromOAuth2CredentialProviderAttributes" },
  apikey: { construct: "ApiKeyCredentialProvider", attributes: "fromApiKeyCredentialProviderAttributes" },
  payment: { construct: "PaymentCredentialProvider", attributes: "fromPaymentCredentialProviderAttributes" },
};

/** Enumerations of the constructs, by the property that takes them. */
const ENUMERATIONS: Readonly<Record<string, readonly [name: string, values: Readonly<Record<string, string>>]>> = {
  clientAuthenticationMethod: ["ClientAuthenticationMethod", ClientAuthenticationMethod],
  grantType: ["OnBehalfOfGrantType", OnBehalfOfGrantType],
  actorTokenContent: ["ActorTokenContent", ActorTokenContent],
  tokenEndpointAuthMethods: ["TokenEndpointAuthMethod", TokenEndpointAuthMethod],
  ipAddressType: ["EndpointIpAddressType", { IPV4: "IPV4", IPV6: "IPV6" }],
};

class Writer {
  /** What is imported, by module. */
  private readonly core = new Set(["App", "TerraformStack"]);
  private readonly ours = new Set<string>();

  public constructor(private readonly program: WrittenProgram) {}

  public text(): string {
    const { account, region, owner, secrets, readers, providers, variables, forgotten } = this.program;
    const body = [
      "const app = new App();",
      `const stack = new TerraformStack(app, ${JSON.stringify(owner)});`,
      `new AwsProvider(stack, "Aws", { region: ${JSON.stringify(region)}, allowedAccountIds: [${JSON.stringify(account)}] });`,
      "",
      ...variables.flatMap((one, index) => this.variable(one, index)),
      ...secrets.map((one, index) => this.secret(one, index)),
      "",
      ...readers.map((one, index) => this.reader(one, index)),
      "",
      ...(this.isSameName
        ? [
            "/** `false`: what readers need, beside the old credential provider. `true`, once that is deleted: the new one. */",
            "const CUT_OVER = false as boolean;",
            "",
          ]
        : []),
      ...providers.flatMap((one, index) => this.provider(one, index)),
      ...this.forget(forgotten),
      "app.synth();",
    ];
    return `${[...this.head(), "", ...body].join("\n")}\n`;
  }

  private get isSameName(): boolean {
    return this.program.way === "same-name";
  }

  /** How far the properties of a provider are indented. */
  private get inner(): number {
    return this.isSameName ? 6 : 2;
  }

  private head(): string[] {
    const { providers } = this.program;
    if (providers.some(({ fields, custom = {}, tags }) => [fields, custom, tags].some(needsFunctions)))
      this.core.add("Fn");
    return [
      "// Written by agentcore-identity migrate, from a snapshot.",
      'import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";',
      `import { ${[...this.core].sort().join(", ")} } from "cdktf";`,
      `import { ${[...this.ours].sort().join(", ")} } from "cdktf-agentcore-identity";`,
    ];
  }

  private variable({ name, open }: WrittenProgram["variables"][number], index: number): string[] {
    this.core.add("TerraformVariable");
    const props = { type: open.type, nullable: open.isNullable, description: `TODO: ${open.what}` };
    return [
      `const open${index + 1} = new TerraformVariable(stack, ${JSON.stringify(name)}, ${this.write(props)});`,
      "",
    ];
  }

  private secret({ key, arn, kmsKeyArn, isElsewhere }: WrittenSecret, index: number): string {
    const props: Part = {
      secretArn: arn,
      ...(kmsKeyArn !== null && { kmsKeyArn: part(kmsKeyArn) }),
      // Within one account the readers' own policies are enough; in another one both are that account's.
      policyMode: this.our("SecretPolicyMode", "NONE"),
      ...(isElsewhere && { keyAccess: this.our("KmsAccess", "NONE") }),
    };
    this.ours.add("ExternalSecret");
    return `const secret${index + 1} = ExternalSecret.fromArn(stack, ${JSON.stringify(`Secret-${key}`)}, ${this.write(props)});`;
  }

  private reader({ roleArn, kind, isAttached }: WrittenReader, index: number): string {
    this.ours.add("Reader");
    const isOpen = roleArn instanceof Open;
    const options: Part = {
      ...(isOpen && { account: this.program.account }),
      ...(kind !== "RUNTIME" && { kind: this.our("ReaderKind", kind) }),
      ...(!isAttached && { attachPolicy: false }),
    };
    const more = Object.keys(options).length > 0 ? `, ${this.write(options)}` : "";
    return `const reader${index + 1} = Reader.role(${this.write(part(roleArn))}${more});`;
  }

  private provider(one: WrittenProvider, index: number): string[] {
    const { kind, name, readers, isMade } = one;
    const { construct, attributes } = KINDS[kind];
    this.ours.add(construct);
    const id = JSON.stringify(name);
    const own = `provider${index + 1}`;
    const made = `new ${construct}(stack, ${id}, ${this.write(this.props(one), this.isSameName ? 4 : 0)})`;
    const secrets = [...new Set(Object.values(one.references).map(({ secret }) => this.secretOf(secret)))];
    const before = `${construct}.${attributes}(stack, ${id}, ${this.write({ name, secrets: secrets.map((each) => new Code(each)) }, 4)})`;
    const isNative = kind !== "payment" && this.program.engine === "native";
    return [
      this.isSameName ? `const ${own} = CUT_OVER\n  ? ${made}\n  : ${before};` : `const ${own} = ${made};`,
      ...readers.map((reader) => `${own}.grantUse(${this.readerOf(reader)});`),
      ...(isMade && isNative ? [`${own}.resource.importFrom(${id});`] : []),
      // Of what the bridge makes the plan shows no address.
      ...(kind === "oauth2" && isNative && !this.isSameName ? [this.output(name, own)] : []),
      "",
    ];
  }

  private output(name: string, own: string): string {
    this.core.add("TerraformOutput");
    return `new TerraformOutput(stack, ${JSON.stringify(`callback_url_${name}`)}, { value: ${own}.callbackUrl });`;
  }

  private props(one: WrittenProvider): Part {
    const { kind, name, tags, isMade } = one;
    const isBridged = kind !== "payment" && this.program.engine === "bridge";
    return {
      name,
      ...this.content(one),
      // Terraform reads the secret while it plans, and stops if the JSON key is not there.
      verifyJsonKey: true,
      ...(isBridged && { engine: this.our("Engine", "BRIDGE") }),
      ...(isMade && (isBridged || kind === "payment") && { adopt: true }),
      ...(tags instanceof Open || (isValues(tags) && Object.keys(tags).length > 0) ? { tags: part(tags) } : {}),
    };
  }

  private content(one: WrittenProvider): Record<string, Part> {
    switch (one.kind) {
      case "apikey":
        return { apiKey: this.reference(one, "apiKey") };
      case "oauth2":
        return { vendor: this.vendor(one), clientSecret: this.reference(one, "clientSecret") };
      case "payment": {
        const row = Object.entries(PAYMENT_VENDORS).find(([, { vendor }]) => vendor === one.vendor);
        this.ours.add("PaymentVendor");
        const secrets = Object.keys(one.references).map((member) => [member, this.reference(one, member)] as const);
        const fields = { ...(partsOf(one.fields) as object), ...Object.fromEntries(secrets) };
        return { vendor: new Code(`PaymentVendor.${row?.[0] ?? ""}(${this.write(fields, this.inner)})`) };
      }
    }
  }

  private vendor({ vendor = "", fields, custom }: WrittenProvider): Code {
    this.ours.add("OAuth2Vendor");
    if (!custom)
      return new Code(`OAuth2Vendor.of(${JSON.stringify(vendor)}, ${this.write(partsOf(fields), this.inner)})`);
    const all = { ...(partsOf(fields) as object), ...this.named(custom) };
    return new Code(`OAuth2Vendor.custom(${this.write(all, this.inner)})`);
  }

  /** Values with the enumerations and classes that the constructs take. */
  private named(values: Values): Record<string, Part> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.namedOne(name, value)]));
  }

  private namedOne(name: string, value: Value): Part {
    const enumeration = ENUMERATIONS[name];
    if (enumeration) {
      const all = isList(value) ? value.map((one) => this.member(enumeration, one)) : this.member(enumeration, value);
      return all;
    }
    if (name === "privateEndpoint" && isValues(value)) return this.endpoint(value);
    if (name !== "tags" && isValues(value)) return this.named(value);
    if (isList(value)) return value.map((one) => (isValues(one) ? this.named(one) : part(one)));
    return part(value);
  }

  private member([name, values]: (typeof ENUMERATIONS)[string], value: Value): Code {
    const found = Object.entries(values).find(([, one]) => one === value);
    if (!found)
      throw new MigrationProblem(
        `AWS gives a ${name} that this version does not know: use a newer agentcore-identity, or say --write hcl.`,
      );
    return this.our(name, found[0]);
  }

  private endpoint({ managedVpc, selfManagedLattice }: Values): Code {
    this.ours.add("PrivateEndpoint");
    if (selfManagedLattice !== undefined && isValues(selfManagedLattice))
      return new Code(
        `PrivateEndpoint.selfManagedLattice(${this.write(part(selfManagedLattice.resourceConfigurationIdentifier ?? null))})`,
      );
    return new Code(`PrivateEndpoint.managedVpc(${this.write(this.named((managedVpc ?? {}) as Values), 4)})`);
  }

  private reference({ references }: WrittenProvider, member: string): Code {
    const one = references[member];
    return new Code(`${this.secretOf(one?.secret ?? "")}.jsonKey(${this.write(one?.jsonKey ?? "")})`);
  }

  private readonly secretOf = (key: string): string =>
    `secret${this.program.secrets.findIndex((one) => one.key === key) + 1}`;

  private readonly readerOf = (key: string): string =>
    `reader${this.program.readers.findIndex((one) => one.key === key) + 1}`;

  private forget(addresses: readonly string[]): string[] {
    if (addresses.length === 0) return [];
    const blocks = addresses.map((from) => ({ from, lifecycle: { destroy: false } }));
    return [`stack.addOverride("removed", ${this.write(blocks)});`, ""];
  }

  private our(name: string, member: string): Code {
    this.ours.add(name);
    return new Code(`${name}.${member}`);
  }

  private write(value: Part, indent = 0): string {
    return expressionOf(value, (one) => this.openOf(one), indent);
  }

  private openOf(open: Open): string {
    const index = this.program.variables.findIndex((one) => one.open === open);
    return open.type === "string" ? `open${index + 1}.stringValue` : `Token.asStringMap(${this.token(index)})`;
  }

  private token(index: number): string {
    this.core.add("Token");
    return `open${index + 1}.value`;
  }
}

/** Values as they stand: each text a literal, each open one its variable. */
function part(value: Value): Part {
  if (isList(value)) return value.map(part);
  return isValues(value) ? partsOf(value) : value;
}

const partsOf = (values: Values): { readonly [name: string]: Part } =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, part(value)]));
