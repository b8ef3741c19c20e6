/** The address that Terraform knows; the name of an input may stand before it. */
export const addressIn = (at: string): string => at.slice(at.lastIndexOf(": ") + 1).trim();

/** Whether the bridge makes it, which updates in place what it makes again. */
const isBridged = (at: string): boolean => /(?:^|\.)(?:terraform_data|null_resource)\.[^.]+$/.test(addressIn(at));

const again = (at: string): string => `terraform apply -replace='${addressIn(at)}'`;

/** How something of a credential provider that Terraform does not see becomes what the inputs say. */
export const putBack = (at: string, entity: string): string =>
  isBridged(at)
    ? `Put it back: ${again(at)}. The bridge updates the provider in place.`
    : `Put it back with aws bedrock-agentcore-control update-${dashed(entity)}, or make the provider anew: ${again(at)}, which gives a new callback URL and asks users to consent again. The AWS provider does not read it back, so a plan shows nothing.`;

/** How something that a refresh sees becomes what the inputs say. */
export const applyAgain = (at: string): string =>
  isBridged(at) ? `Write it again: ${again(at)}.` : "Write it again: terraform apply.";

const dashed = (entity: string): string => entity.replace(/(?<!^)([A-Z])/g, "-$1").toLowerCase();
