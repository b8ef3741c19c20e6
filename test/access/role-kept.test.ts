import { Deployer, Reader } from "../../src";
import { problemText } from "../../src/access/problem";

const account = "arn:aws:iam::111122223333:role";
const KEPT = [
  `${account}/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef`,
  `${account}/aws-service-role/elasticache.amazonaws.com/AWSServiceRoleForElastiCache`,
];
const OWN = [`${account}/agents/runtime`, `${account}/aws-reserved-not/runtime`, `${account}/x/aws-reserved/runtime`];

test.each(KEPT)("%s gets no policy attached, by itself", (roleArn) => {
  expect([Reader.role(roleArn).attachPolicy, Deployer.role(roleArn).attachPolicy]).toEqual([false, false]);
  expect(Reader.role(roleArn, { attachPolicy: false })._problems).toEqual([]);
});

test.each(KEPT)("%s with attachPolicy: true is refused", (roleArn) => {
  for (const role of [Reader.role(roleArn, { attachPolicy: true }), Deployer.role(roleArn, { attachPolicy: true })])
    expect(role._problems.map(problemText)).toEqual([
      `attachPolicy "true" is said of ${roleArn}, a role that only AWS may change. Leave it out, and put the policy document where the role's permissions are kept: for a role of IAM Identity Center into its permission set.`,
    ]);
});

test.each(OWN)("%s gets its policy as ever", (roleArn) => {
  expect([Reader.role(roleArn).attachPolicy, Deployer.role(roleArn, { attachPolicy: true })._problems]).toEqual([
    true,
    [],
  ]);
});
