import { Concrete } from "./concrete";
import type { Arguments, World } from "./world";
import { addressOf, Dynamic, Hidden, Written } from "./world";

/** A world in lines: each resource with what the plan does with it and what it says. */
export function describeWorld(world: World): string[] {
  const concrete = new Concrete(world);
  const text = (values: Arguments): string => JSON.stringify(concrete.values(values)).replaceAll("\\", "");
  return [
    `accounts: ${world.accounts.map(({ id, alias, told }) => `${alias ?? "own"} ${id} (told: ${told})`).join(", ")}`,
    ...world.things.map((thing) => {
      const before = thing.life === "changes" && thing.before ? ` (before: ${text(thing.before)})` : "";
      return `${addressOf(world, thing)} [${thing.life}${formOf(thing.arguments)}] ${text(thing.arguments)}${before}`;
    }),
  ];
}

/** Whether something in it is known after the apply only. */
function formOf(values: Arguments): string {
  const forms = Object.entries(values).flatMap(([name, value]) => {
    if (value instanceof Hidden) return [`${name} hidden`];
    if (value instanceof Written) return [`${name} ${value.form}`];
    if (value instanceof Dynamic) return [`${name} dynamic${value.isHidden ? ", hidden" : ""}`];
    return JSON.stringify(value).includes('"hidden"') ? [`${name} hidden in part`] : [];
  });
  return forms.length > 0 ? `; ${forms.join(", ")}` : "";
}
