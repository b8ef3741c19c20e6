import { PROVIDER_KINDS } from "../access/vault";
import { isOpen, isUnknown, mayBeSame } from "../decision";
import { valueOf } from "../live/piece";
import type { ProviderDetail, ProviderSnapshot, ReferenceSnapshot } from "../live/snapshot";
import { keyArn, secretArn } from "../live/world/providers";
import type { WantedProvider } from "../plan/wanted";
import type { ModelProvider, Reference } from "../proof/model";
import type { MaybeKnown } from "../proof/values";
import { isObject, own, shown } from "../proof/values";
import type { Account } from "./account";
import { APPLIED } from "./account";
import type { Group } from "./check";
import { Checks } from "./check";
import { applyAgain, putBack } from "./ways";

/** One credential provider against the account. */
export function providerGroup(account: Account, wantedOne: ModelProvider, more: WantedProvider): Group {
  const checks = new Checks("provider");
  new ProviderChecks(account, wantedOne, more, checks).run();
  const { kind, name, at } = wantedOne;
  return { kind: "provider", subject: `${kind ?? ""}/${shown(name)}`, at, checks: checks.all };
}

class ProviderChecks {
  public constructor(
    private readonly account: Account,
    private readonly wanted: ModelProvider,
    private readonly more: WantedProvider,
    private readonly checks: Checks,
  ) {}

  public run(): void {
    const { checks, wanted } = this;
    const found = this.account.provider(wanted);
    if ("why" in found) return checks.unknown("exists", "exists", found.why, found.way);
    if ("list" in found) return void checks.value("exists", "exists", found.list);
    if ("isMissing" in found)
      return checks.fails("exists", "exists", `${found.place} has none of this name`, applyAgain(wanted.at));
    const { provider } = found;
    checks.ok("exists", "exists", provider.arn);
    const detail = checks.value("detail", "source, secret, JSON key and status", provider.detail);
    if (detail) this.detail(detail);
    this.vendor(provider);
    this.tags(provider);
  }

  private get entity(): string {
    return PROVIDER_KINDS[this.wanted.kind ?? "oauth2"].entity;
  }

  private get putBack(): string {
    return putBack(this.wanted.at, this.entity);
  }

  private detail(detail: ProviderDetail): void {
    this.status(detail);
    for (const reference of this.wanted.references) this.reference(reference, detail);
    const signing = detail.signingKeys.map((id) => keyArn(this.account.index, id));
    for (const key of this.wanted.signingKeys)
      this.same("signing-key", "key that signs", key, signing.length === 1 ? signing[0] : String(signing.map(shown)));
    const { clientId, callbackUrl } = this.more;
    if (clientId !== undefined) this.same("client-id", "client ID", clientId, textIn(detail.config, "clientId"));
    this.callback(detail, callbackUrl);
  }

  private status({ status, failureReason = "AWS gives no reason" }: ProviderDetail): void {
    const { checks, wanted } = this;
    if (status === undefined || status === "READY") {
      if (wanted.kind === "oauth2") checks.ok("status", "status", status ?? "AWS tells none, so it is ready");
    } else if (status.endsWith("_FAILED"))
      checks.fails("status", "status", `${status}: ${failureReason}`, `Mend what AWS says. ${this.putBack}`);
    else checks.unknown("status", "status", `${status}: AWS is still at it`, "Verify again in a minute.");
  }

  private reference(reference: Reference, { references, lastUpdatedTime }: ProviderDetail): void {
    const { checks } = this;
    const all = Object.entries(references);
    const [member = "secret", live] =
      all.find(([name]) => name === reference.member) ??
      (reference.member === undefined && all.length === 1 ? all[0] : undefined) ??
      ([reference.member] as const);
    if (!live) return checks.fails("secret", `secret of ${member}`, "it references none", this.putBack);
    const isManaged = reference.isManaged === true;
    const source = isManaged ? "MANAGED" : "EXTERNAL";
    if (live.source !== source)
      return checks.fails(
        "source",
        `source of ${member}`,
        `it is ${live.source}, and the inputs make it ${source}`,
        `AWS switches no source: make the provider anew with terraform apply -replace='${this.wanted.at}', which gives a new callback URL and asks users to consent again.`,
      );
    checks.ok("source", `source of ${member}`, source);
    if (isManaged) return;
    this.pointer(member, reference, live, lastUpdatedTime);
    if (live.jsonKey === undefined)
      checks.unknown("json-key", `JSON key of ${member}`, "AWS does not tell it", this.putBack);
    else this.same("json-key", `JSON key of ${member}`, reference.jsonKey, live.jsonKey);
  }

  private pointer(member: string, { secretId }: Reference, live: ReferenceSnapshot, changed: string | undefined): void {
    const { account, region } = this.wanted;
    const found = secretArn(this.account.index, String(account), String(region), live.secretId);
    const when = changed === undefined ? "" : `; the provider was changed last at ${changed}`;
    const other = isUnknown(found) ? live.secretId : found;
    this.same("secret", `secret of ${member}`, secretId, other, when);
  }

  private vendor({ vendor }: ProviderSnapshot): void {
    const wanted = this.more.vendor;
    if (wanted === undefined) return;
    if (vendor === undefined)
      this.checks.unknown("vendor", "vendor", "AWS does not tell it", "Verify again with a newer agentcore-identity.");
    else this.same("vendor", "vendor", wanted, vendor);
  }

  private callback({ callbackUrl }: ProviderDetail, wanted: MaybeKnown | undefined): void {
    if (callbackUrl === undefined || this.wanted.kind !== "oauth2") return;
    // Of what the apply makes nobody knows it before.
    if (typeof wanted !== "string" || wanted === callbackUrl) {
      this.checks.ok("callback-url", "callback URL", callbackUrl);
      return;
    }
    this.checks.fails(
      "callback-url",
      "callback URL",
      `it is ${callbackUrl}, and the inputs have ${wanted}: the provider was made anew`,
      "Register the new one at the identity provider, and terraform apply -refresh-only; users must consent again.",
    );
  }

  private tags({ tags }: ProviderSnapshot): void {
    const { checks, more } = this;
    if (more.tags === undefined) return;
    const found = checks.value("tags", "tags", tags);
    if (!found) return;
    if (isUnknown(more.tags)) return checks.unknown("tags", "tags", shown(more.tags), APPLIED);
    const entries = Object.entries(more.tags);
    const wrong = entries.filter(([name, value]) => !mayBe(value, own(found, name)));
    const open = entries.filter(([, value]) => isUnknown(value) || isOpen(value));
    if (wrong.length > 0)
      checks.fails(
        "tags",
        "tags",
        wrong.map((one) => tagText(one, own(found, one[0]))).join("; "),
        applyAgain(this.wanted.at),
      );
    else if (open.length > 0)
      checks.unknown(
        "tags",
        "tags",
        `of ${open.map(([name]) => name).join(", ")} the inputs do not tell the value`,
        APPLIED,
      );
    else checks.ok("tags", "tags", `all ${entries.length} are there`);
  }

  /** Something that AWS may have otherwise than the inputs. */
  private same(name: string, what: string, wanted: MaybeKnown, found: MaybeKnown | undefined, when = ""): void {
    const { checks } = this;
    if (found === undefined || isUnknown(found))
      return checks.unknown(name, what, found ? found.reason : "AWS does not tell it", this.putBack);
    if (wanted === found) return checks.ok(name, what, found);
    if (isUnknown(wanted)) return checks.unknown(name, what, `it is ${found}; of the inputs ${wanted.reason}`, APPLIED);
    if (isOpen(wanted) && mayBeSame(wanted, found))
      return checks.unknown(name, what, `it is ${found}, which fits the inputs' ${wanted}`, APPLIED);
    checks.fails(
      name,
      what,
      `it is ${found}, and the inputs say ${wanted}: it was changed outside of Terraform, or the inputs were never applied${when}`,
      this.putBack,
    );
  }
}

const mayBe = (wanted: MaybeKnown, found: unknown): boolean =>
  typeof found === "string" && (isUnknown(wanted) || mayBeSame(wanted, found));

const tagText = ([name, value]: readonly [string, MaybeKnown], found: unknown): string =>
  typeof found === "string"
    ? `${name} is ${JSON.stringify(found)}, and the inputs say ${JSON.stringify(shown(value))}`
    : `${name} is missing`;

/** A text of a configuration, wherever the vendor's member has it. */
function textIn(value: unknown, name: string): string | undefined {
  if (!isObject(value)) return undefined;
  const found = own(value, name);
  if (typeof found === "string") return found;
  for (const one of Object.values(value)) {
    const inside = textIn(one, name);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** The secret that a reference means: where the inputs leave a part of its ARN open, the one that fits at AWS. */
export function secretMeant(account: Account, provider: ModelProvider, { secretId, member }: Reference): MaybeKnown {
  if (isUnknown(secretId) || !isOpen(secretId)) return secretId;
  const found = account.provider(provider);
  const references = "provider" in found ? (valueOf(found.provider.detail)?.references ?? {}) : {};
  const live = member === undefined ? Object.values(references)[0] : references[member];
  return live !== undefined && mayBeSame(secretId, live.secretId) ? live.secretId : secretId;
}
