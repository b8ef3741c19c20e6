import type { Construct } from "constructs";
import type { Statement } from "../access/policy";
import { sortedUnique } from "../access/policy";
import type { Reader } from "../access/reader";
import { decryptSecrets, readSecrets, SIGN_AT_RUN_TIME, signAssertion, useProvider } from "../access/statements";
import type { Assertion } from "../terraform/check";
import { labelBeside, labelOf } from "../terraform/labels";
import { Program } from "../terraform/program";
import type { Resolve } from "../terraform/tokens";
import { identityOf, resolveAll } from "../terraform/tokens";
import type { UsedProvider } from "./credential-provider-options";
import { vaultOf } from "./location";
import { readerProblems } from "./provider-problems";
import { encrypted, letRead } from "./secret-access";
import { UseGrant } from "./use-grant";

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

  /** The roles to which policies are attached. */
  public get attachedRoleArns(): string[] {
    return [...this.byLabel.values()]
      .filter(({ resource }) => resource !== undefined)
      .map(({ reader }) => reader.roleArn);
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
    const { region, kind, provider, secrets } = this.used;
    const grant = UseGrant._of(this.scope, `Use-${label}`, {
      reader,
      policyName: `AgentCoreIdentity-${region}-${kind}-${this.used.name}`,
      provider,
      statements: (resolve) => this.statementsFor(reader, resolve),
      guards: this.guards,
    });
    this.byLabel.set(label, grant);
    this.byRole.set(role, grant);
    for (const secret of secrets) letRead(secret, reader, { scope: this.scope, provider });
    return grant;
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
  private optionsOf({ attachPolicy, workloadIdentities, account = "", roleName = "" }: Reader): string {
    const role = [account, roleName].map((text) => identityOf(this.scope, text));
    const names = sortedUnique(workloadIdentities.map((name) => identityOf(this.scope, name)));
    return [...role, attachPolicy, ...names].join();
  }

  private statementsFor(reader: Reader, resolve: Resolve): Statement[] {
    const { kind, name, secrets, signingKeyArn } = this.used;
    const vault = resolveAll(vaultOf(reader, this.used), resolve);
    return [
      useProvider(vault, kind, resolve(name), reader.workloadIdentities.map(resolve)),
      ...(secrets.length > 0 ? [readSecrets(secrets.map(({ secretArn }) => resolve(secretArn)))] : []),
      ...decryptSecrets(secrets.flatMap(encrypted).map((secret) => resolveAll(secret, resolve))),
      ...(signingKeyArn === undefined ? [] : [signAssertion(resolve(signingKeyArn), vault, SIGN_AT_RUN_TIME)]),
    ];
  }
}
