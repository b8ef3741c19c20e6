import type { TerraformResource } from "cdktf";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { sortedUnique } from "../access/policy";
import type { Reader } from "../access/reader";
import { READER_NEEDS, ReaderKind } from "../access/reader-kind";
import type { Use } from "../access/reader-statements";
import { readerStatements } from "../access/reader-statements";
import type { Role } from "../access/role";
import { ofProvider } from "../access/statements";
import type { Assertion } from "../terraform/check";
import { workloadIdentityGuards } from "../terraform/guards";
import { labelBeside, labelOf, shortHashOf } from "../terraform/labels";
import type { ExpectedAccess } from "../terraform/program";
import { Program } from "../terraform/program";
import type { Resolve } from "../terraform/tokens";
import { identityOf, resolveAll } from "../terraform/tokens";
import type { UsedProvider } from "./credential-provider-options";
import { vaultOf } from "./location";
import { readerProblems } from "./provider-problems";
import { encrypted, letRead } from "./secret-access";
import { UseGrant } from "./use-grant";

/** Where the policies of a reader are. */
export interface AttachedPolicies {
  readonly roleArn: string;
  /** Stands for its managed policies; its policies are inline if it is left out. */
  readonly managedArns?: string;
}

/** Who may use one credential provider. */
export class UseGrants {
  private readonly byLabel = new Map<string, UseGrant>();
  private readonly byRole = new Map<string, UseGrant>();

  /** @param guards what must hold of what the readers' policies name, where no other resource asks for it */
  public constructor(
    private readonly scope: Construct,
    private readonly used: UsedProvider,
    private readonly guards: readonly Assertion[] = [],
  ) {
    Program.of(scope).checkLate(scope, () => readerProblems(used, this.readers));
  }

  public get readers(): Reader[] {
    return [...this.byLabel.values()].map(({ reader }) => reader);
  }

  /** Who should read, for `agentcore-identity check`. */
  public expected(deployers: readonly Role[] = []): ExpectedAccess {
    const { kind, name, secrets, tokenAudiences = [] } = this.used;
    const { readers } = this;
    const arnsOf = (roles: readonly Role[]): string[] => roles.map(({ roleArn }) => roleArn);
    const roles = [...readers, ...deployers, ...secrets.flatMap(({ _rotators }) => _rotators)];
    return {
      kind,
      name,
      readers: arnsOf(readers),
      deployers: arnsOf(deployers),
      rotators: Object.fromEntries(secrets.map(({ secretArn, _rotators }) => [secretArn, arnsOf(_rotators)])),
      elsewhere: arnsOf(roles.filter(({ attachPolicy }) => !attachPolicy)),
      kinds: Object.fromEntries(
        readers.flatMap(({ roleArn, kind: own }) => (own === ReaderKind.RUNTIME ? [] : [[roleArn, own]])),
      ),
      tokenAudiences,
      keys: Object.fromEntries(secrets.map(({ secretArn, kmsKeyArn }) => [secretArn, kmsKeyArn ?? null])),
    };
  }

  /** The roles to which policies are attached, and their managed policies. */
  public get attached(): AttachedPolicies[] {
    return [...this.byLabel.values()].flatMap(({ reader, _managedArns }) =>
      reader.attachPolicy ? [{ roleArn: reader.roleArn, managedArns: _managedArns }] : [],
    );
  }

  /** What a role needs to obtain the credential, on its own side and on that of secret and key. */
  public add(reader: Reader): UseGrant {
    Program.of(this.scope).refuse(this.scope, ...reader._problems);
    const name = labelOf(this.scope, reader);
    const label = labelBeside(this.byLabel.get(name)?.reader, name, reader);
    const role = identityOf(this.scope, reader.roleArn);
    // A role may have been named before under another label, with less told about it.
    const existing = this.byRole.get(role) ?? this.byLabel.get(label);
    if (existing) {
      this.refuseOther(existing.reader, reader);
      return existing;
    }
    const { provider, secrets } = this.used;
    const grant = UseGrant._of(this.scope, `Use-${label}`, {
      reader,
      policyName: this.policyName,
      provider,
      key: identityOf(this.scope, this.policyName),
      use: (resolve) => this.useOf(reader, resolve),
      statements: (resolve) => ofProvider(this.mark(resolve), readerStatements(this.useOf(reader, resolve))),
      guards: [...workloadIdentityGuards(reader, vaultOf(reader, this.used)), ...this.guards],
      others: this.inThisStack(secrets.flatMap((secret) => letRead(secret, reader, { scope: this.scope, provider }))),
    });
    this.byLabel.set(label, grant);
    this.byRole.set(role, grant);
    return grant;
  }

  /** What is in another stack is made before, by the order of stacks. */
  private inThisStack(all: readonly (TerraformResource | undefined)[]): TerraformResource[] {
    const stack = TerraformStack.of(this.scope);
    const made = [...new Set(all.filter((one) => one !== undefined))];
    for (const { cdktfStack } of made) if (cdktfStack !== stack) stack.addDependency(cdktfStack);
    return made.filter(({ cdktfStack }) => cdktfStack === stack);
  }

  private get policyName(): string {
    const { region, kind, name } = this.used;
    return `AgentCoreIdentity-${region}-${kind}-${name}`;
  }

  private refuseOther(before: Reader, reader: Reader): void {
    const [known, given] = [before, reader].map(({ roleArn }) => identityOf(this.scope, roleArn));
    const refuse = (value: string | undefined, rule: string, fix: string): void =>
      Program.of(this.scope).refuse(this.scope, { subject: "reader", value, rule, fix });
    if (known !== given) {
      refuse(
        given,
        `has the name of another reader, ${known}, and an account has one role of a name`,
        "Name a role by the same ARN everywhere.",
      );
    } else if (this.optionsOf(before) !== this.optionsOf(reader)) {
      refuse(given, "is granted twice with different options", "Grant it once, with all its options.");
    }
  }

  /** What a reader's options mean: neither their order nor the number of a token counts. */
  private optionsOf(reader: Reader): string {
    const { attachPolicy, kind, policyKind, maxManagedPolicies, account = "", roleName = "" } = reader;
    const identities = (texts: readonly string[]): string[] => texts.map((text) => identityOf(this.scope, text));
    const [names, arns] = [reader.workloadIdentities, reader.workloadIdentityArns].map((texts) =>
      sortedUnique(identities(texts)),
    );
    const role = identities([account, roleName]);
    return JSON.stringify([...role, attachPolicy, kind, policyKind, maxManagedPolicies, names, arns]);
  }

  private useOf(reader: Reader, resolve: Resolve): Use {
    const { kind, name, secrets, signingKeyArn, tokenAudiences } = this.used;
    return {
      place: resolveAll(vaultOf(reader, this.used), resolve),
      kind,
      name: resolve(name),
      workloadIdentities: reader.workloadIdentities.map(resolve),
      workloadIdentityArns: reader.workloadIdentityArns.map(resolve),
      beside: READER_NEEDS[reader.kind].beside,
      secretArns: secrets.map(({ secretArn }) => resolve(secretArn)),
      encrypted: secrets.flatMap(encrypted).map((secret) => resolveAll(secret, resolve)),
      ...(signingKeyArn !== undefined && { signingKeyArn: resolve(signingKeyArn) }),
      ...(tokenAudiences !== undefined && { tokenAudiences: tokenAudiences.map(resolve) }),
    };
  }

  /** What tells its statements from those of other credential providers. */
  private mark(resolve: Resolve): string {
    return resolve(shortHashOf(resolve(this.policyName)));
  }
}
