import type { CustomOAuth2Props } from "../../identity/custom-oauth2";
import type { Validation } from "../definition";
import type { Body } from "../hcl/json";
import { words } from "../words";
import type { Shown } from "../words";
import { matches, oneOf, orEmpty } from "./expressions";
import { KEY_ARN, customIn } from "./samples";
import { HTTPS_URL } from "./vendor";

export const DISCOVERY = "https://idp.example.com/.well-known/openid-configuration";
export const METADATA = {
  issuer: "https://idp.example.com",
  authorization_endpoint: "https://idp.example.com/authorize",
  token_endpoint: "https://idp.example.com/token",
};
export const PROPS_METADATA = {
  issuer: METADATA.issuer,
  authorizationEndpoint: METADATA.authorization_endpoint,
  tokenEndpoint: METADATA.token_endpoint,
};
export const VPC = { vpc_id: "vpc-0a1b2c3d4e5f60718", subnet_ids: ["subnet-0a1b2c3d4e5f60718"] };
export const PROPS_VPC = { vpcId: VPC.vpc_id, subnetIds: VPC.subnet_ids };

/** A broken custom vendor: the least that is right, and what is wrong. */
export const broken = (custom: Body, others: Body = {}): Body => ({
  vendor: "CustomOauth2",
  custom: { discovery_url: DISCOVERY, ...custom },
  ...others,
});
export const jwtBroken = (jwt: Body): Body =>
  broken({ private_key_jwt: { kms_key_arn: KEY_ARN, ...jwt } }, { secret: null });

export const said = (props: Partial<CustomOAuth2Props>, ...shown: readonly Shown[]): string =>
  words((stack) => void customIn(stack, props, props.privateKeyJwt === undefined), ...shown);

/** A condition on a part of the custom vendor that may be left out. */
export const on = (part: string, condition: string): string =>
  `try(var.custom.${part}, null) == null ? true : ${condition}`;
export const shown = (part: string): string => orEmpty(`var.custom.${part}`);

export const url = (part: string, props: Partial<CustomOAuth2Props>, bad: Body): Validation => ({
  condition: on(part, matches(HTTPS_URL, `var.custom.${part}`)),
  message: said(props, ["ftp://idp", shown(part)]),
  broken: broken(bad),
});

export const enumeration = (part: string, values: readonly string[], bad: Body): Validation => ({
  condition: on(part, oneOf(values, `var.custom.${part}`)),
  message: `${part} "\${${shown(part)}}" is none of ${values.join(", ")}. Name one of them.`,
  broken: bad,
});
