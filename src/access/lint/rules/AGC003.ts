import { shown } from "../../model/values";
import { outcome } from "../rule";
import type { Rule } from "../rule";

/** Nobody says who should read. */
export const AGC003: Rule = {
  id: "AGC003",
  severity: "warning",
  title: "Nobody says who should read.",
  cause: "Neither the constructs nor --expect name the readers of the credential provider, so nothing can be proven.",
  fix: "Give --stack with the synthesized folder, or --expect FILE.",
  see: "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/scope-credential-provider-access.html",
  *check({ model }) {
    const named = new Set(model.expected?.providers.map(({ name }) => name));
    for (const { at, name } of model.providers) {
      const text = shown(name);
      yield outcome(!named.has(text), text, at, `Credential provider ${text} has no stated readers.`);
    }
  },
};
