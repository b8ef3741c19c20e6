import type { Watched, WatchedProvider, WatchedSecrets } from "../access/watch/watched";
import { watchedSecret } from "../access/watch/watched";
import { isOpen, isUnknown } from "../decision";
import type { Model } from "./model";
import type { MaybeKnown } from "./values";
import { shown } from "./values";

/** What to watch, and what of it is not known. */
export interface ToWatch {
  readonly watched: Watched;
  /** Sentences. */
  readonly unknown: readonly string[];
}

const isKnown = (text: MaybeKnown | null | undefined): text is string => typeof text === "string" && !isOpen(text);

interface Roles {
  readonly readers: Set<string>;
  readonly deployers: Set<string>;
  readonly rotators: Set<string>;
  isOpen: boolean;
}

/**
 * The credential providers of a model, their secrets and keys, and who should read.
 *
 * @param isRotatorNamed whether the user says who rotates, where the model does not
 */
export function watchedIn({ providers, secrets, rotations = [] }: Model, isRotatorNamed: boolean): ToWatch {
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

export const NOBODY: WatchedSecrets = {
  secrets: [],
  prefixes: [],
  readers: [],
  deployers: [],
  accounts: [],
  rotators: [],
  exceptions: [],
};
