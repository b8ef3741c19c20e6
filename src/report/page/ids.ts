import type { Row } from "../../proof/proof";
import type { Edge } from "./edges";
import type { Graph } from "./graph";

/** The anchors of one provider. They are numbers, so that no name of a plan gets into them. */
export class PageIds {
  private readonly rows = new Map<Row, string>();
  private readonly edges = new Map<Edge, string>();

  public constructor(
    public readonly provider: string,
    { principals }: Graph,
  ) {
    for (const [index, { row, edges }] of principals.entries()) {
      const id = `${provider}-r${index}`;
      this.rows.set(row, id);
      for (const [at, edge] of edges.entries()) this.edges.set(edge, `${id}-${at}`);
    }
  }

  public row(row: Row): string {
    return this.rows.get(row) as string;
  }

  public edge(edge: Edge): string {
    return this.edges.get(edge) as string;
  }

  public node(index: number): string {
    return `${this.provider}-n${index}`;
  }

  public statement(number: number): string {
    return `${this.provider}-s${number}`;
  }
}
