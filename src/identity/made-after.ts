import type { ITerraformDependable, TerraformResource } from "cdktf";
import { dependable, TerraformElement, TerraformStack } from "cdktf";

/**
 * What a resource is made after: in the same stack by `depends_on`, in another by the order of stacks. The order of calls
 * changes nothing.
 */
export class MadeAfter {
  private readonly dependencies = new Set<ITerraformDependable>();

  /** @param last what stands behind the others in `depends_on`: expressions of addresses */
  public constructor(
    private readonly resource: TerraformResource,
    private readonly last: readonly string[],
  ) {
    this.write();
  }

  public add(...dependencies: readonly ITerraformDependable[]): void {
    const stack = TerraformStack.of(this.resource);
    for (const dependency of dependencies) {
      const isHere = !TerraformElement.isTerraformElement(dependency) || dependency.cdktfStack === stack;
      if (isHere) this.dependencies.add(dependency);
      else stack.addDependency(dependency.cdktfStack);
    }
    this.write();
  }

  private write(): void {
    const addresses = [...this.dependencies]
      .sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1))
      .map((dependency) => dependable(dependency));
    if (addresses.length + this.last.length > 0) this.resource.dependsOn = [...addresses, ...this.last];
  }
}

const pathOf = (dependency: ITerraformDependable): string =>
  TerraformElement.isTerraformElement(dependency) ? dependency.node.path : dependency.fqn;
