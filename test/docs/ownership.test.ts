import { holds } from "./claims";

const OWNERSHIP = "test/terraform/bridge/ownership.test.ts";
const REMOVAL = "test/terraform/bridge/removal.test.ts";
const MOVED = "test/terraform/life/moved-construct.test.ts";
const MODULES = "test/terraform/modules/removal.test.ts";

holds("ownership.md", "Who owns what", [
  ["In a secret policy or key policy the mark", OWNERSHIP, "ReadersForAgentsDev"],
  ["On what the bridge makes", OWNERSHIP, 'toEqual({ [OWNER_TAG]: "team-b/default" })'],
  ["Two workspaces are two owners", OWNERSHIP, "of one program in two workspaces: the second plan stops"],
  ["`EXCLUSIVE` counts as foreign", OWNERSHIP, "our Sids without a mark"],
  ["With `ADDITIVE` and `KEY_POLICY`", OWNERSHIP, "of one program in two workspaces are two sets, and each goes alone"],
  ["The bridge refuses a provider", OWNERSHIP, "is refused to the second, unless it adopts"],
  ["Who has been taken over from", OWNERSHIP, "then the first lets go of it without deleting it"],
  ["Two policies of one secret", OWNERSHIP, "two exclusive ones"],
]);

holds("ownership.md", "Taking it out", [
  ["A construct, a grant", REMOVAL, "one grant, and no other (P2)"],
  ["A construct is renamed or moved", REMOVAL, "under another construct ID nothing changes at AWS"],
  ["What is a Terraform resource", MOVED, "that says where it was keeps all that Terraform made for it"],
  ["Whoever does not say it", MOVED, "the plan shows each that would be made anew"],
  ["A reader's inline policy", REMOVAL, "never of the name of the one that goes"],
  ["A mode or engine", REMOVAL, "NATIVE to BRIDGE: Terraform lets go of it"],
  ["The last construct of ours", REMOVAL, "all of it, while a construct of ours stays (P1)"],
  ["An entry of a module's map", MODULES, "an entry of a map"],
  ["A `module` block goes", MODULES, "with count = 0"],
  ["Whoever forgets either", MODULES, "a module block that is dropped"],
  ["A removal that is refused", "test/terraform/bridge/removal-faults.test.ts", "denied: the others go"],
]);
