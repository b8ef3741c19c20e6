import { READERS_OUTPUT } from "../../../access/intended-readers";
import { isOpen, isUnknown, mayBeSame } from "../../../decision";
import { shown } from "../../values";
import { undecided, violated } from "../rule";
import type { Rule } from "../rule";

/** Nobody says who should read. */
export const AGC003: Rule = {
  id: "AGC003",
  severity: "warning",
  title: "Nobody says who should read.",
  openTitle: "Whether somebody says who should read is not known.",
  cause:
    "Neither the constructs, nor an output of a module, nor --expect name the readers of the credential provider, so nothing can be proven.",
  fix: `Give --stack with the synthesized folder, repeat a module's output ${READERS_OUTPUT} in the root module, or give --expect FILE.`,
  see: "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/scope-credential-provider-access.html",
  *check({ model }) {
    const unheard = model.unheard.map(unheardText).join("");
    const made = new Set(model.providers.map(({ name }) => name));
    const others = (model.expected?.providers ?? []).map(({ name }) => name).filter((name) => !made.has(name));
    for (const { at, name, stated } of model.providers) {
      const text = shown(name);
      const mayBe = isUnknown(name) ? others : others.filter((other) => isOpen(name) && mayBeSame(name, other));
      if (!stated && mayBe.length > 0)
        yield undecided(
          text,
          at,
          `Whether it is ${mayBe.join(" or ")}, whose readers are stated, is not known: ${text}.`,
        );
      else if (!stated) yield violated(text, at, `Credential provider ${text} has no stated readers.${unheard}`);
    }
  },
};

/** A plan shows the outputs of the root module only. */
const unheardText = (module: string): string =>
  ` ${module} says who should read, but the plan shows outputs of the root module only: add output "${READERS_OUTPUT}" { value = ${module}.${READERS_OUTPUT} } to it.`;
