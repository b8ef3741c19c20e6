import type { Watched, WatchedProvider, WatchedSecrets } from "../../access/watch/watched";
import { accountsOf, watchedSecret } from "../../access/watch/watched";
import { isOpen, isUnknown } from "../../decision";
import type { Model } from "../../proof/model";
import type { MaybeKnown } from "../../proof/values";
import { shown } from "../../proof/values";
import { modelFor } from "./model";
import type { WatchOptions } from "./watch-options";

/** What to watch, and what of it is not known. */
export interface ToWatch {
  readonly watched: Watched;
  /** Sentences. */
  readonly unknown: readonly string[];
}

/** All that the options name, with what plans and stacks say. */
export function toWatch(options: WatchOptions): ToWatch {
  const { plans, stack, expect, accounts, maxBytes } = options;
  const model =
    plans.length === 0
      ? undefined
      : modelFor({
          plans,
          accounts,
          policy: [],
          ...(stack !== undefined && { stack }),
          ...(expect !== undefined && { expect }),
          ...(maxBytes !== undefined && { maxBytes }),
        });
  return withOptions(model ? fromModel(model, options.rotators.length > 0) : NOTHING, options);
}

const NOTHING: ToWatch = { watched: { groups: [], providers: [], gatewayIds: [], keyArns: [] }, unknown: [] };

const isKnown = (text: MaybeKnown | null | undefined): text is string => typeof text === "string" && !isOpen(text);

interface Roles {
  readonly readers: Set<string>;
  readonly deployers: Set<string>;
  readonly rotators: Set<string>;
  isOpen: boolean;
}

function fromModel({ providers, secrets, rotations = [] }: Model, isRotatorNamed: boolean): ToWatch {
  const unknown: string[] = [];
  const bySecret = new Map<string, Roles>();
  const watched: WatchedProvider[] = [];
  for (const { kind, name, references, stated } of providers) {
    if (kind !== undefined && isKnown(name)) watched.push({ kind, name });
    for (const { secretId, isManaged } of references) {
      if (isManaged === true) continue;
      if (!isKnown(secretId)) {
        unknown.push(`The secret of ${shown(name)} is not known, so nothing watches it: ${shown(secretId)}.`);
        continue;
      }
      const roles = bySecret.get(secretId) ?? {
        readers: new Set(),
        deployers: new Set(),
        rotators: new Set(),
        isOpen: false,
      };
      bySecret.set(secretId, roles);
      for (const arn of stated?.readers ?? []) if (isKnown(arn)) roles.readers.add(arn);
      // Who rotates is named among the deployers, for it reads as they do.
      const { rotators = [] } = stated ?? {};
      for (const arn of stated?.deployers ?? [])
        if (isKnown(arn)) (rotators.includes(arn) ? roles.rotators : roles.deployers).add(arn);
      roles.isOpen ||= (stated?.unknown.length ?? 0) > 0 || ![...(stated?.readers ?? [])].every(isKnown);
    }
  }
  for (const { at, secretArn, roleArn } of rotations) {
    const roles = isKnown(secretArn) ? bySecret.get(secretArn) : undefined;
    if (!roles) continue;
    if (isKnown(roleArn)) roles.rotators.add(roleArn);
    else if (roles.rotators.size === 0 && !isRotatorNamed)
      unknown.push(`Which role rotates ${String(secretArn)} is not known at ${at}: name it by --rotation.`);
  }
  for (const [arn, { readers, isOpen: some }] of bySecret) {
    if (some) unknown.push(`Not all readers of ${arn} are known, so nobody is unexpected there.`);
    else if (readers.size === 0) unknown.push(`Nobody says who should read ${arn}, so nobody is unexpected there.`);
  }
  return {
    watched: {
      groups: [...bySecret].map(([arn, roles]) => group(arn, roles)),
      providers: watched,
      gatewayIds: [],
      keyArns: [...bySecret.keys()].flatMap((arn) => {
        const key = secrets.get(arn)?.keyArn;
        return isKnown(key) && !isUnknown(key) ? [key] : [];
      }),
    },
    unknown,
  };
}

function group(arn: string, { readers, deployers, rotators, isOpen: some }: Roles): WatchedSecrets {
  return {
    ...NOBODY,
    secrets: [watchedSecret(arn)],
    readers: some ? [] : [...readers],
    deployers: [...deployers],
    rotators: [...rotators],
  };
}

const NOBODY: WatchedSecrets = {
  secrets: [],
  prefixes: [],
  readers: [],
  deployers: [],
  accounts: [],
  rotators: [],
  exceptions: [],
};

function withOptions({ watched, unknown }: ToWatch, options: WatchOptions): ToWatch {
  const { secrets, prefixes, readers, deployers, rotators, exceptions, providers, gatewayIds, keyArns } = options;
  const own = { ...NOBODY, secrets: secrets.map(watchedSecret), prefixes };
  const isAny = secrets.length + prefixes.length > 0;
  const groups = [...watched.groups, ...(isAny ? [own] : [])].map((one) => {
    const all = {
      ...one,
      readers: [...one.readers, ...readers],
      deployers: [...one.deployers, ...deployers],
      rotators: [...one.rotators, ...rotators],
      exceptions,
    };
    return { ...all, accounts: accountsOf([...all.readers, ...all.deployers]) };
  });
  const missing = isAny && readers.length === 0 ? ["No --reader is given, so nobody is unexpected there."] : [];
  return {
    watched: {
      groups,
      providers: [...watched.providers, ...providers],
      gatewayIds,
      keyArns: [...new Set([...watched.keyArns, ...keyArns])],
    },
    unknown: [...unknown, ...missing],
  };
}
