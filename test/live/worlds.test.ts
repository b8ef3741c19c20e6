import { readAccounts } from "../../src/live/read";
import { limitsOf, modelOf } from "../../src/live/world";
import { limitedBy } from "../../src/plan/given-limits";
import { resultOf } from "../../src/report/result";
import { Sandbox } from "../../src/sandbox/sandbox";
import { compare } from "../worlds/compare";
import { worldOf } from "../worlds/generate";
import { furnish, REGIONS, targetsOf, truthByArn } from "./support/worlds";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const NONE = { scps: [], rcps: [], sessions: new Map(), boundaries: new Map(), accounts: {} };

test("worlds", async () => {
  for (let index = 0; index < 8; index++) {
    const world = worldOf(1, index);
    const sandbox = await Sandbox.start({ regions: REGIONS.slice(1) });
    furnish(sandbox, world);
    const snapshot = await readAccounts(targetsOf(sandbox, world), new Date(0));
    const model = limitedBy(modelOf(snapshot), limitsOf(snapshot, NONE));
    const result = resultOf("the account", model);
    const found = compare(truthByArn(world), result);
    if (found.contradictions.length > 0)
      console.log(
        index,
        JSON.stringify(found, null, 1).slice(0, 3000),
        JSON.stringify(snapshot)
          .match(/"unread":\{[^}]*\}/g)
          ?.slice(0, 5),
      );
    console.log(
      index,
      result.rows.length,
      model.providers.map((p) => p.at),
      truthByArn(world).providers.map((p) => p.address),
      found.counts,
      found.contradictions.length,
    );
    await sandbox.close();
  }
});
