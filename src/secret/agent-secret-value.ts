import type { TerraformProvider, TerraformVariable } from "cdktf";
import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";
import { optional, requireKinds } from "../access/argument-kinds";
import { isKnown } from "../access/known";
import { JSON_KEY } from "../access/json-key";
import type { Problem } from "../access/problem";
import { eachProblems, givenNumberProblems, knownProblems } from "../access/rule";
import { PASSWORD_LENGTH, VALUE_VERSION } from "../access/rules/agent-secret";
import { textProblems } from "../access/written-text";
import type { Assertion } from "../terraform/check";
import { assertion } from "../terraform/check";
import { Ephemeral } from "../terraform/ephemeral";
import { expression } from "../terraform/text";

/** Options of a value that Terraform writes. */
export interface WrittenValueOptions {
  /**
   * A whole number from 1. Terraform keeps no value, so it cannot see that it has changed: count up, and it writes the
   * value anew.
   */
  readonly version: number;
}

/** Options of a value that Secrets Manager makes up. */
export interface GeneratedValueOptions extends WrittenValueOptions {
  /**
   * How many characters each has, 16 to 4096.
   *
   * @default 32
   */
  readonly length?: number;

  /**
   * Whether it has punctuation, too, beside letters and digits.
   *
   * @default false
   */
  readonly punctuation?: boolean;
}

/** Where an expression of each JSON key comes from, once there is a construct to put something below. */
type Make = (scope: Construct, region: string | undefined, provider: TerraformProvider | undefined) => string;

const WRITTEN = { version: "number" } as const;
const GENERATED = { ...WRITTEN, length: optional("number"), punctuation: optional("boolean") } as const;

/**
 * What puts a value into a secret that is made for an agent. However that is, Terraform keeps no value in its plan and
 * state: it is written once, by a write-only argument, or not by Terraform at all.
 *
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 */
export class AgentSecretValue {
  /**
   * Each JSON key from an input variable. The variables become ephemeral and sensitive: so they must be given in each plan
   * and each apply, for example by `TF_VAR_client_secret`, and nothing but a write-only argument can take them.
   *
   * @param variables variables of type text by JSON key
   * @param options the version of the value
   */
  public static fromVariables(
    variables: { [jsonKey: string]: TerraformVariable },
    options: WrittenValueOptions,
  ): AgentSecretValue {
    requireKinds("AgentSecretValue.fromVariables", { variables, ...options }, { variables: "object", ...WRITTEN });
    const wrong = Object.entries(variables).filter(([, one]) => !TerraformElement.isTerraformElement(one));
    for (const variable of Object.values(variables).filter((one) => TerraformElement.isTerraformElement(one))) {
      variable.addOverride("sensitive", true);
      variable.addOverride("ephemeral", true);
    }
    const problems = [
      ...wrong.map(([key]) => ({
        subject: `variables[${JSON.stringify(key)}]`,
        rule: "is no TerraformVariable",
        fix: "Make it by new TerraformVariable, or take AgentSecretValue.fromEphemeral for another ephemeral value.",
      })),
      ...Object.entries(variables)
        .filter(([, one]) => (one as Partial<TerraformVariable> | undefined)?.default !== undefined)
        .map(([key]) => ({
          subject: `variables[${JSON.stringify(key)}]`,
          rule: "has a default, and a secret belongs into no program",
          fix: "Leave the default out, and give the value when Terraform runs, for example by TF_VAR_….",
        })),
    ];
    const makes = Object.entries(variables).map(([key, variable]): [string, Make] => [key, () => variable.stringValue]);
    return new AgentSecretValue(Object.fromEntries(problems.length > 0 ? [] : makes), options, problems);
  }

  /**
   * Each JSON key from an ephemeral value, for example an attribute of an ephemeral resource of another provider. One that
   * is not ephemeral stops the plan.
   *
   * @param values tokens by JSON key; a value itself is refused
   * @param options the version of the value
   */
  public static fromEphemeral(values: { [jsonKey: string]: string }, options: WrittenValueOptions): AgentSecretValue {
    requireKinds("AgentSecretValue.fromEphemeral", { values, ...options }, { values: "map of texts", ...WRITTEN });
    const problems = Object.entries(values).flatMap(([key, value]): Problem[] => [
      ...textProblems({ [`values[${JSON.stringify(key)}]`]: value }),
      ...(isKnown(value)
        ? [
            {
              subject: `values[${JSON.stringify(key)}]`,
              rule: "is a text of the program, and a secret belongs into no program",
              fix: "Give a token for an ephemeral value, or put the value by AgentSecretValue.outOfBand.",
            },
          ]
        : []),
    ]);
    const makes = Object.entries(values).map(([key, value]): [string, Make] => [key, () => value]);
    const guards = problems.length > 0 ? [] : Object.entries(values).map(([key, value]) => isEphemeral(key, value));
    return new AgentSecretValue(Object.fromEntries(makes), options, problems, guards);
  }

  /**
   * Each JSON key made up by Secrets Manager: for a key that your own side checks, not for one that a vendor issues.
   *
   * @param jsonKeys the keys of the secret's JSON object
   * @param options the version of the value, and what it is made of
   * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
   */
  public static generated(jsonKeys: string[], options: GeneratedValueOptions): AgentSecretValue {
    requireKinds("AgentSecretValue.generated", { jsonKeys, ...options }, { jsonKeys: "list of texts", ...GENERATED });
    const { length = 32, punctuation = false } = options;
    const problems = givenNumberProblems(PASSWORD_LENGTH, "length", options.length);
    const makes = jsonKeys.map((key): [string, Make] => [
      key,
      (scope, region, provider) => {
        const values = { password_length: length, exclude_punctuation: !punctuation, ...(region && { region }) };
        const made = new Ephemeral(scope, `Random-${key}`, "aws_secretsmanager_random_password", values, provider);
        return expression(() => `${made.address}.random_password`);
      },
    ]);
    return new AgentSecretValue(Object.fromEntries(makes), options, problems, [], true);
  }

  /**
   * Put by somebody else: a person, a pipeline, a rotation. Terraform makes the secret without a value; credential
   * providers of it are made once it has one, and until then their apply stops and says so.
   *
   * @param jsonKeys the keys that the secret's JSON object will have, so that others are refused; any by default
   */
  public static outOfBand(jsonKeys?: string[]): AgentSecretValue {
    requireKinds("AgentSecretValue.outOfBand", { jsonKeys }, { jsonKeys: optional("list of texts") });
    return new AgentSecretValue(
      Object.fromEntries((jsonKeys ?? []).map((key): [string, Make] => [key, () => ""])),
      undefined,
    );
  }

  /**
   * The keys that the secret's JSON object has; none if nobody said.
   *
   * @internal
   */
  public readonly _jsonKeys: readonly string[];

  /**
   * Whether Secrets Manager makes it up.
   *
   * @internal
   */
  public readonly _isGenerated: boolean;

  /** @internal */
  public readonly _version?: number;

  /** @internal */
  public readonly _problems: readonly Problem[];

  /** @internal */
  public readonly _guards: readonly Assertion[];

  private constructor(
    private readonly makes: Readonly<Record<string, Make>>,
    options: WrittenValueOptions | undefined,
    problems: readonly Problem[] = [],
    guards: readonly Assertion[] = [],
    isGenerated = false,
  ) {
    this._isGenerated = isGenerated;
    this._jsonKeys = Object.keys(makes);
    this._version = options?.version;
    this._guards = guards;
    const isEmpty = options !== undefined && this._jsonKeys.length === 0 && problems.length === 0;
    this._problems = [
      ...problems,
      ...textProblems({ jsonKey: this._jsonKeys }),
      ...eachProblems(JSON_KEY, "jsonKey", this._jsonKeys),
      ...givenNumberProblems(VALUE_VERSION, "version", options?.version),
      ...(isEmpty ? [{ subject: "value", rule: "has no JSON key", fix: "Name at least one." }] : []),
    ];
  }

  /**
   * The JSON text, as an expression that is ephemeral.
   *
   * @internal
   */
  public _written(scope: Construct, region: string | undefined, provider: TerraformProvider | undefined): string {
    const values = Object.entries(this.makes).map(([key, make]) => [key, make(scope, region, provider)] as const);
    return expression(
      (quote) => `jsonencode({${values.map(([key, value]) => `${quote(key)} = ${quote(value)}`).join(", ")}})`,
    );
  }
}

/** Terraform makes null of what is ephemeral, where it must not be. */
const isEphemeral = (key: string, value: string): Assertion =>
  assertion(
    expression((quote) => `ephemeralasnull(${quote(value)}) == null`),
    `The value for the JSON key ${JSON.stringify(key)} is not ephemeral, so Terraform would keep it in its plan. Give an attribute of an ephemeral resource, or an ephemeral variable.`,
  );

/** What is wrong with a JSON key, where those of the value are known. */
export const keyProblems = ({ _jsonKeys }: AgentSecretValue, jsonKey: string): Problem[] =>
  _jsonKeys.length === 0 || !isKnown(jsonKey) || _jsonKeys.includes(jsonKey) || knownProblems(JSON_KEY, "", jsonKey)[0]
    ? []
    : [
        {
          subject: "jsonKey",
          value: jsonKey,
          rule: `is none of the keys of the secret's value: ${_jsonKeys.join(", ")}`,
          fix: "Name one of them, or add it to the value.",
        },
      ];
