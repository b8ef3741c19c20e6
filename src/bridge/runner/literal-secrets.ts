import { isObject } from "../../access/objects";
import type { Problem } from "../../access/problem";

/** The API's members that hold a secret itself. Each has a sibling that holds a reference instead. */
const LITERALS: Readonly<Record<string, string>> = {
  apiKey: "apiKeySecretConfig",
  apiKeySecret: "apiKeySecretConfig",
  appSecret: "appSecretConfig",
  authorizationPrivateKey: "authorizationPrivateKeyConfig",
  clientSecret: "clientSecretConfig",
  walletSecret: "walletSecretConfig",
};

/** Members that hold a secret, at any depth, in any spelling. What they hold is never shown. */
export function literalSecretProblems(value: unknown, at = ""): Problem[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => literalSecretProblems(item, `${at}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const path = at === "" ? name : `${at}.${name}`;
    const spelling = name.toLowerCase().replace(/[_-]/g, "");
    const literal = Object.keys(LITERALS).find((one) => one.toLowerCase() === spelling);
    if (literal === undefined) return literalSecretProblems(member, path);
    return [
      {
        subject: path,
        rule: "holds a secret itself, and the input may hold references only",
        fix: `Put the value into Secrets Manager, give ${LITERALS[literal]} {secretId, jsonKey}, and replace the value: it has been in this input.`,
      },
    ];
  });
}
