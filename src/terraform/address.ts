import { TerraformDataSource, type TerraformResource } from "cdktf";

/** Where Terraform has a resource or data source. Only to be asked at synthesis: until then a user may rename it. */
export function addressOf(element: TerraformResource | TerraformDataSource): string {
  const address = `${element.terraformResourceType}.${element.friendlyUniqueId}`;
  return TerraformDataSource.isTerraformDataSource(element) ? `data.${address}` : address;
}
