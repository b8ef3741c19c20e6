import { accountsOf, watchedSecret } from "../../access/watch/watched";
import type { ToWatch } from "../../proof/watched";
import { NOBODY, watchedIn } from "../../proof/watched";
import { modelFor } from "./model";
import type { WatchOptions } from "./watch-options";

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
  return withOptions(model ? watchedIn(model, options.rotators.length > 0) : NOTHING, options);
}

const NOTHING: ToWatch = { watched: { groups: [], providers: [], gatewayIds: [], keyArns: [] }, unknown: [] };

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
