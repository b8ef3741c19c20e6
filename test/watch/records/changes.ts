import type { Row } from "./record";
import { call, DENIED, forward, read, root, secretCall, serviceEvent, session, stranger, user } from "./record";
import { AGENTCORE, KEY, OTHER_KEY, PARTNER, ROLES, SECRETS, USERS } from "./world";

const { google, stripe, agent, other } = SECRETS;
const someone = session(ROLES.stranger);
const deployer = session(ROLES.terraform);
const KEY_ID = KEY.split("/")[1] as string;

export const SECRET_CHANGES: readonly Row[] = [
  ["stranger puts a policy", secretCall("PutResourcePolicy", someone, google, { readOnly: false }), ["changed"]],
  ["stranger puts a policy by name", secretCall("PutResourcePolicy", someone, "google-oauth"), ["changed"]],
  ["stranger deletes the policy", secretCall("DeleteResourcePolicy", someone, google), ["changed"]],
  ["stranger deletes", secretCall("DeleteSecret", someone, google), ["changed"]],
  ["stranger restores", secretCall("RestoreSecret", someone, google), ["changed"]],
  ["stranger updates", secretCall("UpdateSecret", someone, google), ["changed"]],
  ["stranger changes the rotation", secretCall("RotateSecret", someone, google), ["changed"]],
  ["stranger stops the rotation", secretCall("CancelRotateSecret", someone, google), ["changed"]],
  ["stranger removes a replica", secretCall("RemoveRegionsFromReplication", someone, google), ["changed"]],
  ["replica becomes a secret of its own", secretCall("StopReplicationToReplica", someone, google), ["changed"]],
  ["stranger deletes a secret of the prefix", secretCall("DeleteSecret", someone, agent), ["changed"]],
  ["user puts a policy", secretCall("PutResourcePolicy", user(USERS.alice), google), ["changed"]],
  ["root puts a policy", secretCall("PutResourcePolicy", root(), google), ["changed"]],
  ["another account puts a policy", secretCall("PutResourcePolicy", stranger(PARTNER), google), ["changed"]],
  ["rotation puts a policy", secretCall("PutResourcePolicy", session(ROLES.rotation), google), ["changed"]],
  ["reader deletes", secretCall("DeleteSecret", session(ROLES.runtime), google), ["changed"]],
  ["deployer puts a policy", secretCall("PutResourcePolicy", deployer, google), []],
  ["deployer deletes", secretCall("DeleteSecret", deployer, google), []],
  ["stranger is denied to put a policy", secretCall("PutResourcePolicy", someone, google, DENIED), []],
  ["stranger puts another secret's policy", secretCall("PutResourcePolicy", someone, other), []],
  ["stranger tags", secretCall("TagResource", someone, google), []],
  ["stranger puts a value", secretCall("PutSecretValue", someone, google), ["changed"]],
  ["stranger moves a stage", secretCall("UpdateSecretVersionStage", someone, google), ["changed"]],
  ["rotation puts a value", secretCall("PutSecretValue", session(ROLES.rotation), google), []],
  ["rotation moves a stage", secretCall("UpdateSecretVersionStage", session(ROLES.rotation), google), []],
  [
    "rotation of another secret puts a value",
    secretCall("PutSecretValue", session(ROLES.rotation), stripe),
    ["changed"],
  ],
  ["named exception puts a value", secretCall("PutSecretValue", user(USERS.breakGlass), google), []],
  ["named exception puts a policy", secretCall("PutResourcePolicy", user(USERS.breakGlass), google), ["changed"]],
  ["deployer puts a value", secretCall("PutSecretValue", deployer, google), []],
];

export const ROTATIONS: readonly Row[] = [
  [
    "rotation fails",
    serviceEvent("RotationFailed", google, { errorMessage: "Error when executing lambda during createSecret step" }),
    ["rotation-failed"],
  ],
  ["rotation is abandoned", serviceEvent("RotationAbandoned", google), ["rotation-failed"]],
  ["test of a rotation fails", serviceEvent("TestRotationFailed", google), ["rotation-failed"]],
  ["rotation of a secret of the prefix fails", serviceEvent("RotationFailed", agent), ["rotation-failed"]],
  ["rotation of a secret without rotators fails", serviceEvent("RotationFailed", stripe), ["rotation-failed"]],
  ["rotation succeeds", serviceEvent("RotationSucceeded", google), []],
  ["rotation starts", serviceEvent("RotationStarted", google), []],
  ["test of a rotation succeeds", serviceEvent("TestRotationSucceeded", google), []],
  ["rotation of another secret fails", serviceEvent("RotationFailed", other), []],
  ["end of a deletion", serviceEvent("EndSecretVersionDelete", google), []],
  ["somebody calls something of that name", { ...serviceEvent("RotationFailed", google), eventType: "AwsApiCall" }, []],
];

const decrypt = (who: object, SecretARN: string, more: object = {}): Row[1] =>
  call(
    "kms",
    "Decrypt",
    who,
    { encryptionContext: { SecretARN, SecretVersionId: "v1" }, encryptionAlgorithm: "SYMMETRIC_DEFAULT" },
    more,
  );
const viaSecretsManager = (role: string): object => session(role, { invokedBy: "secretsmanager.amazonaws.com" });
const keyCall = (name: string, who: object, keyId: string, more: object = {}): Row[1] =>
  call("kms", name, who, { keyId }, more);

export const KEYS: readonly Row[] = [
  ["key decrypts for the runtime", decrypt(viaSecretsManager(ROLES.runtime), google), []],
  ["key refuses the runtime", decrypt(viaSecretsManager(ROLES.runtime), google, DENIED), ["failed-decrypt"]],
  ["key refuses the gateway", decrypt(viaSecretsManager(ROLES.gateway), google, DENIED), ["failed-decrypt"]],
  ["key refuses a stranger", decrypt(viaSecretsManager(ROLES.stranger), google, DENIED), ["failed-decrypt"]],
  [
    "key refuses another account",
    decrypt(stranger(PARTNER, { invokedBy: AGENTCORE }), google, DENIED),
    ["failed-decrypt"],
  ],
  [
    "key of a secret of the prefix refuses",
    decrypt(viaSecretsManager(ROLES.runtime), agent, DENIED),
    ["failed-decrypt"],
  ],
  [
    "key is disabled",
    decrypt(viaSecretsManager(ROLES.runtime), google, { errorCode: "DisabledException" }),
    ["failed-decrypt"],
  ],
  [
    "key is pending deletion",
    decrypt(viaSecretsManager(ROLES.runtime), google, { errorCode: "KMSInvalidStateException" }),
    ["failed-decrypt"],
  ],
  ["key refuses another secret", decrypt(viaSecretsManager(ROLES.runtime), other, DENIED), []],
  [
    "key refuses to encrypt",
    call(
      "kms",
      "GenerateDataKey",
      viaSecretsManager(ROLES.terraform),
      { encryptionContext: { SecretARN: google } },
      DENIED,
    ),
    [],
  ],
  [
    "key refuses what is no secret",
    call("kms", "Decrypt", session(ROLES.runtime), { encryptionContext: { PARAMETER_ARN: "x" } }, DENIED),
    [],
  ],
  [
    "Secrets Manager cannot decrypt",
    read(forward(ROLES.runtime), google, { errorCode: "DecryptionFailure" }),
    ["failed-decrypt"],
  ],
  [
    "Secrets Manager cannot decrypt for a direct read",
    read(session(ROLES.rotation), google, { errorCode: "DecryptionFailure" }),
    ["failed-decrypt"],
  ],
  ["stranger disables the key", keyCall("DisableKey", someone, KEY), ["key-disabled"]],
  ["stranger disables the key by its ID", keyCall("DisableKey", someone, KEY_ID), ["key-disabled"]],
  ["deployer disables the key", keyCall("DisableKey", deployer, KEY), ["key-disabled"]],
  ["key is to be deleted", keyCall("ScheduleKeyDeletion", someone, KEY), ["key-disabled"]],
  ["key is to be deleted by its ID", keyCall("ScheduleKeyDeletion", someone, KEY_ID), ["key-disabled"]],
  ["key loses its material", keyCall("DeleteImportedKeyMaterial", someone, KEY), ["key-disabled"]],
  ["stranger is denied to disable", keyCall("DisableKey", someone, KEY, DENIED), []],
  ["another key is disabled", keyCall("DisableKey", someone, OTHER_KEY), []],
  ["key is enabled", keyCall("EnableKey", someone, KEY), []],
  ["deletion is taken back", keyCall("CancelKeyDeletion", someone, KEY), []],
  ["stranger puts a key policy", keyCall("PutKeyPolicy", someone, KEY), ["changed"]],
  ["stranger revokes a grant", keyCall("RevokeGrant", someone, KEY), ["changed"]],
  ["stranger retires a grant", keyCall("RetireGrant", someone, KEY_ID), ["changed"]],
  ["deployer revokes a grant", keyCall("RevokeGrant", deployer, KEY), []],
  ["deployer puts a key policy", keyCall("PutKeyPolicy", deployer, KEY), []],
  ["stranger puts another key's policy", keyCall("PutKeyPolicy", someone, OTHER_KEY), []],
];

const control = (name: string, who: object, parameters: object, more: object = {}): Row[1] =>
  call("bedrock-agentcore", name, who, parameters, more);

export const POINTERS: readonly Row[] = [
  [
    "stranger points an OAuth2 provider elsewhere",
    control("UpdateOauth2CredentialProvider", someone, { name: "google" }),
    ["changed"],
  ],
  [
    "stranger deletes an OAuth2 provider",
    control("DeleteOauth2CredentialProvider", someone, { name: "google" }),
    ["changed"],
  ],
  ["stranger makes it anew", control("CreateOauth2CredentialProvider", someone, { name: "google" }), ["changed"]],
  [
    "stranger points an API key provider elsewhere",
    control("UpdateApiKeyCredentialProvider", someone, { name: "stripe" }),
    ["changed"],
  ],
  [
    "stranger points a payment provider elsewhere",
    control("UpdatePaymentCredentialProvider", user(USERS.alice), { name: "wallet" }),
    ["changed"],
  ],
  ["deployer points it elsewhere", control("UpdateOauth2CredentialProvider", deployer, { name: "google" }), []],
  [
    "stranger is denied to point it elsewhere",
    control("UpdateOauth2CredentialProvider", someone, { name: "google" }, DENIED),
    [],
  ],
  ["stranger changes another provider", control("UpdateOauth2CredentialProvider", someone, { name: "slack" }), []],
  [
    "provider of that name and another kind",
    control("UpdateApiKeyCredentialProvider", someone, { name: "google" }),
    [],
  ],
  ["stranger looks at it", control("GetOauth2CredentialProvider", someone, { name: "google" }), []],
  ["stranger sets the vault's key", control("SetTokenVaultCMK", someone, { tokenVaultId: "default" }), ["changed"]],
  ["deployer sets the vault's key", control("SetTokenVaultCMK", deployer, { tokenVaultId: "default" }), []],
  [
    "stranger changes a gateway's target",
    control("UpdateGatewayTarget", someone, { gatewayIdentifier: "tools-gw-1", targetId: "T1" }),
    ["changed"],
  ],
  [
    "stranger makes a target",
    control("CreateGatewayTarget", someone, { gatewayIdentifier: "tools-gw-1" }),
    ["changed"],
  ],
  ["deployer changes a target", control("UpdateGatewayTarget", deployer, { gatewayIdentifier: "tools-gw-1" }), []],
  [
    "stranger changes another gateway's target",
    control("UpdateGatewayTarget", someone, { gatewayIdentifier: "other-gw" }),
    [],
  ],
  [
    "agent gets a token",
    control(
      "GetResourceOauth2Token",
      session(ROLES.runtime),
      { resourceCredentialProviderName: "google" },
      { eventCategory: "Data" },
    ),
    [],
  ],
  [
    // https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/understanding-gateway-cloudtrail-log-entries.html
    "somebody calls a gateway with a wrong token",
    control(
      "InvokeMcp",
      { type: "AWSAccount", principalId: "", accountId: "anonymous" },
      { body: { id: 0, method: "initialize", jsonrpc: "2.0" } },
      { eventCategory: "Data", managementEvent: false },
    ),
    [],
  ],
  [
    "somebody signs in",
    { ...call("signin", "ConsoleLogin", user(USERS.alice), null), eventType: "AwsConsoleSignIn" },
    [],
  ],
];
