import { replaceTokens } from "./tokens";
import type { Argument, Arguments, PolicyText, Statement, Thing, World, WorldAccount } from "./world";
import { addressInModule, Dynamic, Hidden, isAfter, Written } from "./world";

type Json = Record<string, unknown>;

/** Terraform's JSON syntax for a world: the root module, and the module that holds the resources if it has one. */
export function configurationOf(world: World): { root: Json; module: Json } {
  const body = new Body(world).write();
  const aliases = world.accounts.flatMap(({ alias }) => alias ?? []);
  const required = { aws: { source: "hashicorp/aws", version: "6.66.0" } };
  const root: Json = { terraform: { required_providers: required }, ...providersOf(world) };
  const data = callersOf(world);
  if (Object.keys(data).length > 0) root.data = { aws_caller_identity: data };
  const providers = Object.fromEntries([["aws", "aws"], ...aliases.map((alias) => [`aws.${alias}`, `aws.${alias}`])]);
  const call = { source: "./w", providers, ...(world.module === "each" && { for_each: '${toset(["one"])}' }) };
  // The modules that `init` has found stay the same for all worlds.
  root.module = { w: world.module ? call : { ...call, count: 0 } };
  const inner: Json = {
    terraform: {
      required_providers: { aws: { ...required.aws, configuration_aliases: aliases.map((alias) => `aws.${alias}`) } },
    },
  };
  return world.module === undefined
    ? { root: merged(root, body), module: inner }
    : { root, module: merged(inner, body) };
}

function merged(left: Json, right: Json): Json {
  const out: Json = { ...left };
  for (const [name, value] of Object.entries(right)) out[name] = { ...(out[name] as Json), ...(value as Json) };
  return out;
}

function providersOf({ accounts, region }: World): Json {
  const block = (account: WorldAccount): Json => ({
    ...(account.alias !== undefined && { alias: account.alias }),
    region,
    ...(account.told === "assumed"
      ? { assume_role: { role_arn: `arn:aws:iam::${account.id}:role/deployer` } }
      : account.told === "variable"
        ? { assume_role: { role_arn: `arn:aws:iam::\${var.account_${account.alias ?? "own"}}:role/deployer` } }
        : { profile: `p${account.id}` }),
    ...(account.told === "allowed" && { allowed_account_ids: [account.id] }),
  });
  const variables = accounts.filter(({ told }) => told === "variable");
  return {
    provider: { aws: accounts.map(block) },
    ...(variables.length > 0 && {
      variable: Object.fromEntries(
        variables.map(({ alias, id }) => [`account_${alias ?? "own"}`, { type: "string", default: id }]),
      ),
    }),
  };
}

const callersOf = ({ accounts }: World): Json =>
  Object.fromEntries(
    accounts
      .filter(({ told }) => told === "caller")
      .map(({ alias }) => [alias ?? "own", alias === undefined ? {} : { provider: `aws.${alias}` }]),
  );

/** The resources of a world, with the data sources and hidden values that they need. */
class Body {
  private readonly resources: Record<string, Json> = {};
  private readonly documents: Json = {};
  private readonly hidden: Record<string, string> = {};

  public constructor(private readonly world: World) {}

  public write(): Json {
    for (const thing of this.world.things)
      if (isAfter(thing) || thing.life === "none")
        (this.resources[thing.type] ??= {})[thing.label] = this.resource(thing);
    const hidden = Object.entries(this.hidden);
    if (hidden.length > 0)
      this.resources.terraform_data = Object.fromEntries(hidden.map(([label, input]) => [label, { input }]));
    return {
      resource: this.resources,
      ...(Object.keys(this.documents).length > 0 && { data: { aws_iam_policy_document: this.documents } }),
    };
  }

  private resource(thing: Thing): Json {
    const { alias } = thing.account;
    return {
      ...(alias !== undefined && { provider: `aws.${alias}` }),
      ...(thing.life === "none" ? { count: 0 } : thing.shape === "count" ? { count: 1 } : {}),
      ...(thing.shape === "each" && thing.life !== "none" && { for_each: '${toset(["one"])}' }),
      ...this.values(thing.arguments),
    };
  }

  private values(values: Arguments): Json {
    const dynamic: Json = {};
    const out: Json = {};
    for (const [name, value] of Object.entries(values)) {
      if (value instanceof Dynamic) dynamic[name] = this.dynamic(name, value);
      else out[name] = this.value(value);
    }
    return { ...out, ...(Object.keys(dynamic).length > 0 && { dynamic }) };
  }

  private value(argument: Argument): unknown {
    if (typeof argument === "string") return this.template(argument);
    if (argument instanceof Hidden) return this.hide(this.template(argument.text));
    if (argument instanceof Written) return this.policy(argument);
    if (Array.isArray(argument)) return argument.map((one) => this.value(one as Argument));
    if (typeof argument === "object") return this.values(argument as Arguments);
    return argument;
  }

  private policy({ document, form }: Written): string {
    const json = this.template(JSON.stringify(document));
    if (form === "json") return json;
    if (form === "hidden") return this.hide(json);
    const label = `d${Object.keys(this.documents).length}`;
    this.documents[label] = this.documentBlock(document);
    return `\${data.aws_iam_policy_document.${label}.json}`;
  }

  private documentBlock({ Statement: statements }: PolicyText): Json {
    return { statement: statements.map((statement) => this.statementBlock(statement)) };
  }

  private statementBlock({ Effect, Principal, Action, Resource, Condition }: Statement): Json {
    const templates = (texts: readonly string[]): string[] => texts.map((text) => this.template(text));
    const conditions = Object.entries(Condition ?? {}).flatMap(([test, keys]) =>
      Object.entries(keys).map(([variable, values]) => ({ test, variable, values: templates(values) })),
    );
    return {
      effect: Effect,
      actions: Action,
      resources: templates(Resource),
      ...(Principal !== undefined && {
        principals: [
          Principal === "*"
            ? { type: "*", identifiers: ["*"] }
            : { type: "AWS", identifiers: templates(Principal.AWS) },
        ],
      }),
      ...(conditions.length > 0 && { condition: conditions }),
    };
  }

  private dynamic(name: string, { blocks, isHidden }: Dynamic): Json {
    const rows = JSON.stringify(blocks.map((block) => this.values(block)));
    const list = isHidden ? `jsondecode(${this.hide(rows).slice(2, -1)})` : undefined;
    const members = Object.keys(blocks[0] ?? {});
    return {
      for_each: list === undefined ? blocks.map((block) => this.values(block)) : `\${${list}}`,
      content: Object.fromEntries(members.map((member) => [member, `\${${name}.value.${member}}`])),
    };
  }

  private hide(template: string): string {
    const label = `hidden${Object.keys(this.hidden).length}`;
    this.hidden[label] = template;
    return `\${terraform_data.${label}.output}`;
  }

  private template(text: string): string {
    return replaceTokens(text, ({ type, label, attribute }) => {
      const thing = this.world.things.find((one) => one.type === type && one.label === label);
      const [name = "", region] = attribute.split("@");
      const found = `${addressInModule({ type, label, shape: thing?.shape ?? "plain" })}.${name}`;
      // Of a function a plan shows no more than what it is given.
      return region === undefined ? `\${${found}}` : `\${replace(${found}, "${this.world.region}", "${region}")}`;
    });
  }
}
