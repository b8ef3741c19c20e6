import { ListTagsForResourceCommand, TagResourceCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import { providerArn } from "../../../src/access/vault";
import { newValue } from "../make/secrets";
import { told } from "../outcome";
import type { Question } from "../question";
import { JSON_KEY, judged, notAsked } from "../question";

const CHANGE = "src/access/rules/names.ts: names with an underscore make trouble, and may have to be refused";

/** Whether names with an underscore, which the ARN patterns of CloudFormation leave out, work. */
export const underscore: Question = {
  number: 10,
  title: "Does a name with an underscore work?",
  makes: { secrets: 1, providers: 1 },
  ask: async (bench) => {
    const { aws, place } = bench.here;
    const secretId = await bench.secret("secret", { [JSON_KEY]: newValue() });
    const made = await bench.provider("apikey", "under_score", { secretId, jsonKey: JSON_KEY });
    const created = judged("the API takes the name", told(made), made.kind === "ok", {
      assumed: "allowed",
      change: CHANGE,
    });
    const byCloudFormation = notAsked(
      "CloudFormation takes it",
      "this has no client of CloudFormation: docs/acceptance.md has the template to try",
      "not known",
    );
    if (made.kind !== "ok") return [created, byCloudFormation];
    const resourceArn = providerArn(place, "apikey", made.value);
    const tagged = await bench.once(async () => {
      await aws.control.send(new TagResourceCommand({ resourceArn, tags: { underscore: "yes" } }));
      return (await aws.control.send(new ListTagsForResourceCommand({ resourceArn }))).tags?.underscore;
    });
    return [
      created,
      judged("tags can be set and read by its ARN", told(tagged), tagged.kind === "ok" && tagged.value === "yes", {
        assumed: "allowed",
        change: CHANGE,
      }),
      byCloudFormation,
    ];
  },
};
