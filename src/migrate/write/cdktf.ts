import type { ProviderKind } from "../../access/vault";
import { isValues, Open } from "../value";
import { ContentCode } from "./content-code";
import { Names } from "./names";
import type {
  FileOptions,
  WrittenFile,
  WrittenProgram,
  WrittenProvider,
  WrittenReader,
  WrittenSecret,
} from "./written";
import { Scope } from "./scope";
import { Code, needsFunctions, part } from "./typescript";
import type { Part } from "./typescript";

/** A program of the constructs. CDK Terrain's command line reads the file of CDKTF's, too. */
export function cdktfFiles(program: WrittenProgram, { edition }: FileOptions): readonly WrittenFile[] {
  return [
    { path: "main.ts", text: new Writer(program).text(edition) },
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

class Writer {
  private readonly scope: Scope;
  private readonly content: ContentCode;
  /** Of the constructs of the stack. The variables' are said elsewhere, too. */
  private readonly ids: Names;

  public constructor(private readonly program: WrittenProgram) {
    this.scope = new Scope(program.variables);
    this.content = new ContentCode(this.scope, this.secretOf, this.hasWindow ? 6 : 2);
    this.ids = new Names(["Aws", ...program.variables.map(({ name }) => name)]);
  }

  public text(edition: FileOptions["edition"]): string {
    const { account, region, owner, secrets, readers, providers, variables, forgotten } = this.program;
    const body = [
      "const app = new App();",
      `const stack = new TerraformStack(app, ${JSON.stringify(owner)});`,
      `new AwsProvider(stack, "Aws", { region: ${JSON.stringify(region)}, allowedAccountIds: [${JSON.stringify(account)}] });`,
      ...this.widening(),
      "",
      ...variables.flatMap((one, index) => this.variable(one, index)),
      ...block(secrets.map((one, index) => this.secret(one, index))),
      ...block(readers.map((one, index) => this.reader(one, index))),
      ...(this.hasWindow
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
    if (providers.some(({ fields, custom = {}, tags }) => [fields, custom, tags].some(needsFunctions)))
      this.scope.uses("Fn");
    const by = this.isAdoption ? "inventory" : "migrate";
    return [`// Written by agentcore-identity ${by}.`, ...this.scope.imports(edition), "", ...body, ""].join("\n");
  }

  private get hasWindow(): boolean {
    return this.program.purpose === "same-name";
  }

  private get isAdoption(): boolean {
    return this.program.purpose === "adoption";
  }

  /** Before the window no construct asks for the AWS provider that the one in it needs. */
  private widening(): string[] {
    if (!this.hasWindow || this.program.engine !== "native") return [];
    const { text } = this.scope.our("AwsProviderVersion", "widen");
    return ["// So that terraform init is done before the window.", `${text}(stack);`];
  }

  private variable({ name, open }: WrittenProgram["variables"][number], index: number): string[] {
    this.scope.uses("TerraformVariable");
    const props = { type: open.type, nullable: open.isNullable, description: `TODO: ${open.what}` };
    return [
      `const open${index + 1} = new TerraformVariable(stack, ${JSON.stringify(name)}, ${this.scope.write(props)});`,
      "",
    ];
  }

  private secret({ key, arn, kmsKeyArn, isKeyLeftAlone }: WrittenSecret, index: number): string {
    const props: Part = {
      secretArn: arn,
      ...(kmsKeyArn !== null && { kmsKeyArn: part(kmsKeyArn) }),
      // Within one account the readers' own policies are enough; of another one the policy is that account's.
      policyMode: this.scope.our("SecretPolicyMode", "NONE"),
      ...(isKeyLeftAlone && { keyAccess: this.scope.our("KmsAccess", "NONE") }),
    };
    const { text } = this.scope.our("ExternalSecret", "fromArn");
    const id = JSON.stringify(this.ids.take(`Secret-${key}`));
    return `const secret${index + 1} = ${text}(stack, ${id}, ${this.scope.write(props)});`;
  }

  private reader({ roleArn, kind, isAttached }: WrittenReader, index: number): string {
    const options: Part = {
      ...(roleArn instanceof Open && { account: this.program.account }),
      ...(kind !== "RUNTIME" && { kind: this.scope.our("ReaderKind", kind) }),
      ...(!isAttached && { attachPolicy: false }),
    };
    const more = Object.keys(options).length > 0 ? `, ${this.scope.write(options)}` : "";
    const { text } = this.scope.our("Reader", "role");
    return `const reader${index + 1} = ${text}(${this.scope.write(part(roleArn))}${more});`;
  }

  private provider(one: WrittenProvider, index: number): string[] {
    const { kind, name, readers, isMade } = one;
    const { construct, attributes } = KINDS[kind];
    const { text } = this.scope.our(construct);
    const id = JSON.stringify(this.idOf(one));
    const own = `provider${index + 1}`;
    const made = `new ${text}(stack, ${id}, ${this.scope.write(this.props(one), this.hasWindow ? 4 : 0)})`;
    const secrets = [...new Set(Object.values(one.references).map(({ secret }) => this.secretOf(secret)))];
    const before = `${text}.${attributes}(stack, ${id}, ${this.scope.write({ name, secrets: secrets.map((each) => new Code(each)) }, 4)})`;
    const isNative = kind !== "payment" && this.program.engine === "native";
    const more = [
      ...readers.map((reader) => `${own}.grantUse(${this.readerOf(reader)});`),
      ...(isMade && isNative ? [`${own}.resource.importFrom(${JSON.stringify(name)});`] : []),
      // Of what the bridge makes the plan shows no address.
      ...(kind === "oauth2" && isNative && !this.hasWindow ? [this.output(name, own)] : []),
    ];
    if (this.hasWindow) return [`const ${own} = CUT_OVER\n  ? ${made}\n  : ${before};`, ...more, ""];
    return [more.length > 0 ? `const ${own} = ${made};` : `${made};`, ...more, ""];
  }

  /** Terraform's names begin with a letter, and kinds may have providers of one name. */
  private idOf({ kind, name }: WrittenProvider): string {
    const long = `${KINDS[kind].construct}-${name}`;
    return /^[A-Za-z]/.test(name) ? this.ids.take(name, long) : this.ids.take(long);
  }

  private output(name: string, own: string): string {
    this.scope.uses("TerraformOutput");
    const id = JSON.stringify(this.ids.take(`callback_url_${name}`));
    return `new TerraformOutput(stack, ${id}, { value: ${own}.callbackUrl });`;
  }

  private props(one: WrittenProvider): Part {
    const { kind, name, tags, isMade } = one;
    const isBridged = kind !== "payment" && this.program.engine === "bridge";
    return {
      name,
      ...this.content.of(one),
      // Terraform reads the secret while it plans, and stops if the JSON key is not there.
      ...(!this.isAdoption && { verifyJsonKey: true }),
      ...(isBridged && { engine: this.scope.our("Engine", "BRIDGE") }),
      ...(isMade && (isBridged || kind === "payment") && { adopt: true }),
      ...(tags instanceof Open || (isValues(tags) && Object.keys(tags).length > 0) ? { tags: part(tags) } : {}),
    };
  }

  private readonly secretOf = (key: string): string =>
    `secret${this.program.secrets.findIndex((one) => one.key === key) + 1}`;

  private readonly readerOf = (key: string): string =>
    `reader${this.program.readers.findIndex((one) => one.key === key) + 1}`;

  private forget(addresses: readonly string[]): string[] {
    if (addresses.length === 0) return [];
    const blocks = addresses.map((from) => ({ from, lifecycle: { destroy: false } }));
    return [`stack.addOverride("removed", ${this.scope.write(blocks)});`, ""];
  }
}

/** Lines with an empty one behind, if there are any. */
const block = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : [...lines, ""]);
