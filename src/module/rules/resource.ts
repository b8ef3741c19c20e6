import type { Body } from "../hcl/json";
import { named } from "../synthesis";

/** A module's only resource of a type is called `this`. */
export const asModule = (synthesized: Body): Body => named(synthesized, "this");
