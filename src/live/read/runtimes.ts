import { keep } from "../kept";
import type { Piece } from "../piece";
import { piece } from "../piece";
import type { RuntimeSnapshot } from "../snapshot";
import type { Where } from "./paging";
import { each, everyPage } from "./paging";

const [LIST, GET] = ["bedrock-agentcore:ListAgentRuntimes", "bedrock-agentcore:GetAgentRuntime"] as const;

/**
 * Agent runtimes with their roles. Of what AWS answers only that is kept: environment variables are nobody's business.
 *
 * @param place words for account and Region
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_GetAgentRuntime.html
 */
export const readRuntimes = (
  where: Where,
  place: string,
  before: Piece<readonly RuntimeSnapshot[]> | undefined,
): Promise<Piece<readonly RuntimeSnapshot[]>> =>
  keep(before, () =>
    piece(LIST, place, async () => {
      const all = await everyPage(
        where,
        LIST,
        (nextToken) => ({ nextToken }),
        ({ agentRuntimes: items, nextToken: next }) => ({ items, next }),
      );
      return each(all, async ({ agentRuntimeId: id = "", agentRuntimeName: name = "", agentRuntimeArn: arn = "" }) => ({
        id,
        name,
        arn,
        roleArn: await piece(GET, arn, async () => {
          const { roleArn = "" } = await where.caller.call(GET, where.region, { agentRuntimeId: id });
          return roleArn;
        }),
      }));
    }),
  );
