import { isKnown } from "../access/known";
import { CLIENT_ID_LENGTH } from "../access/limits";
import type { Problem } from "../access/problem";

export function clientIdProblems(clientId: string | undefined): Problem[] {
  if (clientId === undefined || clientId === "")
    return [
      {
        subject: "clientId",
        rule: "is missing",
        fix: "Give the client ID that the vendor issued; it is not taken from the secret.",
      },
    ];
  if (!isKnown(clientId) || clientId.length <= CLIENT_ID_LENGTH) return [];
  return [
    {
      subject: "clientId",
      rule: `has ${clientId.length} characters, not 1 to ${CLIENT_ID_LENGTH}`,
      fix: "Give the client ID that the vendor issued.",
    },
  ];
}

export function urlProblems(subject: string, url: string | undefined): Problem[] {
  if (url === undefined || !isKnown(url) || /^https:\/\/[^\s/]+/.test(url)) return [];
  return [
    {
      subject,
      value: url,
      rule: "is no https URL",
      fix: "Give the full address, for example https://idp.example.com/oauth2.",
    },
  ];
}
