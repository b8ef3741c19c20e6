import { splitArn } from "../../access/arn";
import { PROVIDER_KINDS } from "../../access/vault";
import { API_KEY } from "./api-key";
import { rowOf } from "./error-table";
import type { ProviderInput } from "./input";
import { OAUTH2 } from "./oauth2";
import type { Outcome } from "./outcome";
import { PAYMENT } from "./payment";
import { refuseToRemove, refuseToTakeOver, whose } from "./ownership";
import type { ProviderApi, StoredProvider } from "./provider-api";
import { same } from "./same";
import type { Session, Step } from "./session";
import { again, failed, refuse } from "./stop";
import type { Tags } from "./tags";
import { correctTags, markedTags, tagsOf } from "./tags";
import { asSaid } from "./visible";

const APIS: Readonly<Record<ProviderInput["kind"], ProviderApi>> = {
  oauth2: OAUTH2,
  apikey: API_KEY,
  payment: PAYMENT,
};

/** What the runner prints about a credential provider. */
export interface ProviderResult extends Partial<Omit<StoredProvider, "config">> {
  readonly outcome: Outcome;
  readonly exists: boolean;
  readonly tags?: Tags;
}

/** The secrets that the input references. */
export const secretArnsOf = (input: ProviderInput): string[] =>
  Object.values(APIS[input.kind].references(input)).flatMap(({ secretArn }) => secretArn ?? []);

/** Creates the credential provider, or corrects the one that is there and bears the owner's mark. */
export async function applyProvider(session: Session, input: ProviderInput): Promise<ProviderResult> {
  const api = APIS[input.kind];
  checkRegions(session, api.references(input));
  let outcome: Outcome = "unchanged";
  let isAccepted = false;
  return session.converge(async (): Promise<Step<ProviderResult>> => {
    const current = await found(session, api, input);
    if (!current) {
      outcome = "created";
      await api.create(session, input);
      isAccepted = true;
      return { again: "at once", because: "it was created" };
    }
    refuseForeign(input, current, api.references(input));
    const marks = await tagsOf(session, current.credentialProviderArn);
    refuseToTakeOver(input, marks);
    if (isPending(current)) return { again: "later", because: `its status is ${current.status}` };
    if (!isAsWanted(api, input, current, isAccepted)) {
      if (outcome === "unchanged") outcome = "updated";
      await api.update(session, input);
      isAccepted = true;
      return { again: "at once", because: "it was updated" };
    }
    const isRetagged = await correctTags(session, current.credentialProviderArn, input, marks);
    if (isRetagged && outcome === "unchanged") outcome = "updated";
    return {
      done: shown(outcome, current, input.tags === undefined ? { ...marks, ...markedTags(input) } : markedTags(input)),
    };
  });
}

/**
 * Deletes the credential provider, and waits until it is gone. That there is none is success, too; so is that another
 * owner has taken it over.
 */
export async function removeProvider(session: Session, input: ProviderInput): Promise<ProviderResult> {
  const api = APIS[input.kind];
  let outcome: Outcome = "absent";
  let isDeleted = false;
  return session.converge(async (): Promise<Step<ProviderResult>> => {
    const current = await found(session, api, input);
    if (!current) return { done: { outcome, exists: false } };
    const marks: Tags = isDeleted ? markedTags(input) : await tagsOf(session, current.credentialProviderArn);
    switch (whose(input, marks)) {
      case "another's":
        session.log("it bears another owner's mark, so it stays");
        return { done: shown("left", current, marks) };
      case "nobody's":
        refuseToRemove(input, current.credentialProviderArn);
    }
    refuseForeign(input, current, {});
    outcome = "removed";
    if (isPending(current)) return { again: "later", because: `its status is ${current.status}` };
    const wasDeleted = isDeleted;
    await api.delete(session, input.name);
    isDeleted = true;
    return { again: wasDeleted ? "later" : "at once", because: "it is still there after it was deleted" };
  });
}

/** Says what is there. */
export async function readProvider(session: Session, input: ProviderInput): Promise<ProviderResult> {
  return session.converge(async (): Promise<Step<ProviderResult>> => {
    const current = await found(session, APIS[input.kind], input);
    if (!current) return { done: { outcome: "absent", exists: false } };
    return { done: shown("present", current, await tagsOf(session, current.credentialProviderArn)) };
  });
}

async function found(session: Session, api: ProviderApi, { name }: ProviderInput): Promise<StoredProvider | undefined> {
  try {
    return await api.get(session, name);
  } catch (error) {
    if (rowOf(error).as === "gone") return undefined;
    throw error;
  }
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_GetOauth2CredentialProvider.html */
const isPending = ({ status }: StoredProvider): boolean =>
  status !== undefined && ["CREATING", "UPDATING", "DELETING"].includes(status);

/** Once our write was accepted, only its status counts: another run may have written since, and is not to be fought. */
function isAsWanted(api: ProviderApi, input: ProviderInput, current: StoredProvider, isAccepted: boolean): boolean {
  const isFailed = current.status?.endsWith("_FAILED") === true;
  if (isAccepted && isFailed) {
    throw failed(
      `${input.name} is ${current.status}: ${asSaid(current.failureReason ?? "AgentCore gives no reason")}.\n${again(false)} Correct the cause and apply again: the next run updates it in place.`,
    );
  }
  if (isAccepted) return true;
  return !isFailed && same(api.references(input), current.secretReferences) && api.matches(input, current);
}

/** What is there may be somebody else's, or of a kind that no update turns into ours. Then nothing is touched. */
function refuseForeign(
  input: ProviderInput,
  current: StoredProvider,
  wanted: StoredProvider["secretReferences"],
): void {
  const what = `${PROVIDER_KINDS[input.kind].entity} ${JSON.stringify(input.name)}`;
  const vendor = current.credentialProviderVendor;
  if (
    vendor !== undefined &&
    input.credentialProviderVendor !== undefined &&
    vendor !== input.credentialProviderVendor
  ) {
    throw refuse(
      `${what} exists with the vendor ${vendor}, not ${input.credentialProviderVendor}, and a vendor cannot be changed. Take another name, or delete the existing provider yourself: its callback URL and its users' tokens go with it.`,
    );
  }
  for (const [secret, { source }] of Object.entries(current.secretReferences)) {
    const isWanted = Object.keys(wanted).length === 0 || secret in wanted;
    if (isWanted && source !== "EXTERNAL") {
      throw refuse(
        `${what} exists with ${secret}Source ${source ?? "MANAGED"}: AgentCore owns its secret, and a provider cannot be switched to an external one in place. Take another name, or delete that provider yourself (its callback URL, its users' tokens and its managed secret go with it) and apply again.`,
      );
    }
  }
}

/** @see https://aws.amazon.com/blogs/machine-learning/reference-your-own-aws-secrets-manager-secrets-in-amazon-bedrock-agentcore-identity/ */
function checkRegions({ clients: { region } }: Session, references: StoredProvider["secretReferences"]): void {
  for (const { secretArn } of Object.values(references)) {
    const other = splitArn(secretArn ?? "")?.region;
    if (other !== region)
      throw refuse(
        `The secret ${secretArn} is in ${other}, the credential provider in ${region}, and AgentCore Identity reads nothing of another Region. Reference a replica in ${region}, or give "region": "${other}".`,
      );
  }
}

function shown(outcome: Outcome, { config: _config, ...stored }: StoredProvider, tags?: Tags): ProviderResult {
  return { outcome, exists: true, ...stored, ...(tags && { tags }) };
}
