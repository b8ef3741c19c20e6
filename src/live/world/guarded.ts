import { splitArn } from "../../access/arn";
import type { KmsGrant } from "../../decision";
import { isUnknown, Unknown } from "../../decision";
import type { Conflict, ModelKey, ModelSecret, StatedPolicy } from "../../proof/model";
import { contradiction, goneFor, statedPolicy } from "../../proof/stated-policy";
import type { MaybeKnown } from "../../proof/values";
import { listOf, own } from "../../proof/values";
import type { Piece } from "../piece";
import { isMissing, unreadText } from "../piece";
import type { AccountSnapshot, GrantSnapshot, KeySnapshot, SecretSnapshot } from "../snapshot";
import type { AddedPolicy, Seen } from "./indexed";

type Guard = Pick<ModelSecret, "policy">;

/** What was not read of a policy, the user may give; what was read counts. */
function policyOf(
  at: string,
  name: string,
  read: Piece<unknown>,
  given: AddedPolicy | undefined,
  conflicts: Conflict[],
): StatedPolicy | undefined {
  const stated = (file: string, document: unknown): StatedPolicy => statedPolicy(file, name, "resource", document);
  if (!("value" in read))
    return given ? stated(given.file, given.document) : stated(at, new Unknown(unreadText(read.unread)));
  if (given)
    conflicts.push(
      ...contradiction(
        at,
        { at, document: read.value ?? { Statement: [] } },
        { at: given.file, document: given.document },
      ),
    );
  return read.value === null ? undefined : stated(at, read.value);
}

/** Whether something works was not read: then a denial may stand before its policy. */
function perhapsGone(at: string, name: string, why: string, { policy }: Guard): Guard {
  const document = policy?.document;
  if (isUnknown(document)) return policy ? { policy } : {};
  const shut = { Sid: "Gone", Effect: "Deny", Principal: "*", Action: "*", Resource: "*", Condition: new Unknown(why) };
  const Statement = [...listOf(own(document, "Statement")), shut];
  return { policy: statedPolicy(policy?.at ?? at, name, "resource", { Version: "2012-10-17", Statement }) };
}

/** Nothing of it works, whatever policies say. */
const gone = (at: string, what: string): Guard => ({ policy: goneFor(at, what, "resource") });

/** A thing that AWS does not have where it would be: a fact, if its own account says so. */
const isNotThere = (arn: string, account: AccountSnapshot, description: Piece<unknown>): boolean =>
  isMissing(description) && splitArn(arn)?.account === account.id;

export function secretOf(
  arn: string,
  { account, seen }: Seen<SecretSnapshot>,
  key: (id: string, of: SecretSnapshot) => MaybeKnown | null,
  given: AddedPolicy | undefined,
  conflicts: Conflict[],
): ModelSecret {
  const { description, policy: read } = seen;
  const common = { arn, at: arn, isPolicyCertain: true };
  if (isNotThere(arn, account, description)) return { ...common, keyArn: null, ...gone(arn, "absence of the secret") };
  const policy = policyOf(arn, "secret policy", read, given, conflicts);
  const guard: Guard = policy ? { policy } : {};
  if (!("value" in description)) {
    const why = unreadText(description.unread);
    return {
      ...common,
      keyArn: new Unknown(`its key is not known: ${why}`),
      ...perhapsGone(arn, "secret policy", `whether it is deleted is not known: ${why}`, guard),
    };
  }
  const { keyId, deletedDate } = description.value;
  return {
    ...common,
    keyArn: keyId === undefined ? null : key(keyId, seen),
    ...(deletedDate === undefined ? guard : gone(arn, "deletion of the secret")),
  };
}

export function keyOf(
  arn: string,
  { account, seen }: Seen<KeySnapshot>,
  given: AddedPolicy | undefined,
  conflicts: Conflict[],
): ModelKey {
  const { id, description, policy: read, grants } = seen;
  const common = {
    arn,
    grants:
      "value" in grants ? grants.value.map((one) => grantOf(arn, one)) : [openGrant(arn, unreadText(grants.unread))],
    ...(id.includes(":alias/") && { aliases: [id] }),
  };
  if (isNotThere(arn, account, description)) return { ...common, ...gone(arn, "absence of the key") };
  const policy = policyOf(arn, "key policy", read, given, conflicts);
  const guard: Guard = policy ? { policy } : {};
  if (!("value" in description)) {
    const why = `whether it works is not known: ${unreadText(description.unread)}`;
    return { ...common, ...perhapsGone(arn, "key policy", why, guard) };
  }
  const { state } = description.value;
  return { ...common, ...(state === "Enabled" ? guard : gone(arn, `state of the key, which is ${state}`)) };
}

const grantOf = (
  keyArn: string,
  { id, name, grantee, operations, contextEquals, contextSubset, issuingAccount }: GrantSnapshot,
): KmsGrant => ({
  name: name ?? id,
  keyArn,
  granteePrincipal: grantee,
  operations,
  constraints: {
    ...(contextEquals && { encryptionContextEquals: contextEquals }),
    ...(contextSubset && { encryptionContextSubset: contextSubset }),
  },
  ...(issuingAccount !== undefined && { issuingAccount }),
});

/** A grant to anybody for anything may be there. */
function openGrant(keyArn: string, why: string): KmsGrant {
  const open = new Unknown(`the grants of ${keyArn} are not known: ${why}`);
  return { name: "grants that were not read", keyArn, granteePrincipal: open, operations: [open] };
}
