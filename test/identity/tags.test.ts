import type { IAspect, TerraformStack } from "cdktf";
import { Aspects } from "cdktf";
import type { IConstruct } from "constructs";
import { Engine, PaymentCredentialProvider, PaymentVendor } from "cdktf-agentcore-identity";
import { apiKeyIn, googleIn, secretIn } from "../support/fixtures";
import type { Arguments } from "../support/synth";
import { encoded, preconditions, refusals, resources, synth, tokenFor } from "../support/synth";

// As https://developer.hashicorp.com/terraform/cdktf/concepts/aspects has it.
type TaggableConstruct = IConstruct & {
  tags?: { [key: string]: string };
  tagsInput?: { [key: string]: string };
};

function isTaggableConstruct(x: IConstruct): x is TaggableConstruct {
  return "tags" in x && "tagsInput" in x;
}

class TagsAddingAspect implements IAspect {
  public constructor(private readonly tagsToAdd: Record<string, string>) {}

  public visit(node: IConstruct): void {
    if (isTaggableConstruct(node)) {
      const currentTags = node.tagsInput ?? {};
      node.tags = { ...this.tagsToAdd, ...currentTags };
    }
  }
}

const program =
  (engine: Engine, tags?: Record<string, string>, own?: Record<string, string>) =>
  (stack: TerraformStack): void => {
    const secret = secretIn(stack);
    const reference = secret.jsonKey("api_key");
    googleIn(stack, secret, { engine, tags: own });
    apiKeyIn(stack, secret, "Weather", { engine, tags: own });
    new PaymentCredentialProvider(stack, "Wallet", {
      name: "wallet",
      vendor: PaymentVendor.coinbaseCdp({ apiKeyId: "id", apiKeySecret: reference, walletSecret: reference }),
      tags: own,
    });
    if (tags) Aspects.of(stack).add(new TagsAddingAspect(tags));
  };

/** The tags of the three credential providers. */
function tagsOf(build: (stack: TerraformStack) => void): unknown[] {
  const synthesized = synth(build);
  const natives = ["oauth2", "api_key"].flatMap((kind) =>
    Object.values(resources(synthesized, `aws_bedrockagentcore_${kind}_credential_provider`)),
  );
  const bridged = Object.entries(resources(synthesized, "terraform_data"))
    .filter(([id]) => id.includes("Content"))
    .map(([, { provisioner }]) => inputOf(provisioner));
  return [...natives, ...bridged].map(({ tags }) => tags);
}

const inputOf = (provisioner: unknown): Arguments =>
  encoded(
    (provisioner as [{ "local-exec": { environment: { AGENTCORE_IDENTITY_BRIDGE_INPUT: string } } }])[0]["local-exec"]
      .environment.AGENTCORE_IDENTITY_BRIDGE_INPUT,
  );

describe.each([Engine.NATIVE, Engine.BRIDGE])(
  "CDKTF's tagging aspect reaches all credential providers: %s",
  (engine) => {
    test("which have no tags without it", () => {
      expect(tagsOf(program(engine))).toEqual([undefined, undefined, undefined]);
    });

    test("their own tags stand", () => {
      const all = tagsOf(program(engine, { team: "platform", cost: "42" }, { team: "agents" }));
      expect(all).toEqual(Array(3).fill({ team: "agents", cost: "42" }));
      expect(tagsOf(program(engine, { cost: "42" }))).toEqual(Array(3).fill({ cost: "42" }));
    });

    test("a tag that AgentCore does not take is refused, as from the program", () => {
      const rule = /\[stack\/\w+\] a key of tags "team!" is not 1 to 128 characters that AgentCore takes/;
      const lines = refusals(program(engine, { "team!": "a" }));
      expect(lines).toEqual(Array(3).fill(expect.stringMatching(rule)));
      expect(refusals(program(engine, { team: "a" }))).toEqual([]);
    });
  },
);

test("a tag that only Terraform knows is looked at by Terraform", () => {
  const guards = (tag: string): string[] =>
    Object.values(
      resources(synth(program(Engine.NATIVE, { team: tag })), "aws_bedrockagentcore_oauth2_credential_provider"),
    ).flatMap((resource) => preconditions(resource).map(({ condition }) => condition));
  expect(guards("agents")).toEqual([]);
  expect(guards(tokenFor("var.team"))).toEqual([expect.stringContaining("var.team")]);
});
